import type { Deps } from '../deps.ts'
import { insertTickets, type NewTicketRow } from '../store/insert-tickets.ts'
import { together } from '../store/together.ts'

type Store = (row: NewTicketRow) => Promise<number | undefined>

const stores = new WeakMap<Deps['live'], Store>()

/** Stores a ticket with all that belongs to it; resolves after the commit. */
export const storeTicket = (deps: Deps, row: NewTicketRow) => storeOf(deps)(row)

function storeOf({ live, store, jobs }: Deps): Store {
  const known = stores.get(live) ?? together((rows: NewTicketRow[]) => insertTickets(store, jobs, rows))
  stores.set(live, known)
  return known
}
