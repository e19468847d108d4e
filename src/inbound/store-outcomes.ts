import type { Deps } from '../deps.ts'
import { changeLinks, type Link } from '../store/links.ts'
import type { Db } from '../store/open.ts'
import { addEvents, setTicketStatus } from '../store/tickets.ts'
import type { Note, Outcome } from './link-outcome.ts'

/** Stores what a reading means for links and their tickets. A help-desk ticket's status is set with its other fields. */
export async function storeOutcomes(deps: Deps, tx: Db, outcomes: Outcome[]): Promise<void> {
  const at = deps.ctx.now()
  for (const same of Map.groupBy(outcomes, ({ change }) => JSON.stringify(change)).values()) {
    const ids = same.map(({ link }) => link.id)
    if (same[0]) await changeLinks(tx, ids, same[0].change)
  }
  for (const { ticket, status } of outcomes) {
    if (ticket && status && ticket.type !== 'support') await setTicketStatus(tx, ticket, { ...status, at })
  }
  await addNotes(deps, tx, outcomes)
}

/** Writes what the tracker's word led to into the tickets' timelines. */
export async function addNotes(
  deps: Deps,
  tx: Db,
  all: { link: Pick<Link, 'workspaceId' | 'ticketId'>; notes: Note[] }[],
): Promise<void> {
  const at = deps.ctx.now()
  const events = all.flatMap(({ link, notes }) =>
    notes.map((note) => ({
      ...note,
      id: deps.ctx.newId(),
      workspaceId: link.workspaceId,
      ticketId: link.ticketId,
      at,
      actor: 'tracker',
    })),
  )
  await addEvents(tx, events)
}
