import type { Deps } from '../deps.ts'
import { insertTickets, type NewTicketRow } from '../store/insert-tickets.ts'

/** As many statements as this are under way at once; tickets that come meanwhile go together in the next. */
const atOnce = 3
const mostTogether = 50

interface Waiting {
  row: NewTicketRow
  resolve(number: number | undefined): void
  reject(error: unknown): void
}

interface Desk {
  waiting: Waiting[]
  underWay: number
}

const desks = new WeakMap<Deps['live'], Desk>()

/**
 * Stores a ticket with all that belongs to it; resolves after the commit. Under load, tickets that arrive together
 * share a statement and its commit; one that the database refuses never takes the others with it.
 */
export function storeTicket(deps: Deps, row: NewTicketRow): Promise<number | undefined> {
  const desk = desks.get(deps.live) ?? { waiting: [], underWay: 0 }
  desks.set(deps.live, desk)
  return new Promise((resolve, reject) => {
    desk.waiting.push({ row, resolve, reject })
    void serve(deps, desk)
  })
}

async function serve(deps: Deps, desk: Desk): Promise<void> {
  if (desk.underWay >= atOnce || desk.waiting.length === 0) return
  desk.underWay += 1
  const together = desk.waiting.splice(0, mostTogether)
  await storeTogether(deps, together)
  desk.underWay -= 1
  await serve(deps, desk)
}

async function storeTogether(deps: Deps, together: Waiting[]): Promise<void> {
  try {
    const rows = together.map(({ row }) => row)
    const numbers = await insertTickets(deps.store, deps.jobs, rows)
    for (const [index, { resolve }] of together.entries()) resolve(numbers[index])
  } catch (error) {
    if (together.length === 1) together[0]?.reject(error)
    // Nothing was stored: each by itself shows which one it was.
    else for (const one of together) await storeTogether(deps, [one])
  }
}
