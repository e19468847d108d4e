import { instanceOf } from '../connections/instances.ts'
import type { Deps } from '../deps.ts'
import { ticketsToTell } from '../domain/visibility.ts'
import { findAction, insertActions } from '../store/sync-actions.ts'
import { sharingTickets } from '../store/links.ts'
import type { Db } from '../store/open.ts'
import type { Write } from './write-to-issue.ts'

/**
 * An action of one ticket has become a comment of an issue that others share. It reaches them only where the connection
 * allows it: they may be other customers' (CX10).
 */
export async function tellSiblings(deps: Deps, tx: Db, of: Write & { commentId: string }): Promise<void> {
  const { delivery, connection, issueId, commentId } = of
  const { settings } = instanceOf(connection)
  if (!settings.amongTickets || !delivery.actionId) return
  const sharing = await sharingTickets(tx, connection.id, issueId)
  const origin = sharing.find(({ id }) => id === delivery.ticketId)
  const action = await findAction(tx, delivery.ticketId, delivery.actionId)
  // Changed while the comment was on its way: what is restricted, or gone, is passed on to nobody.
  if (!origin || !action || action.removedAt || action.visibility === 'restricted') return
  const at = deps.ctx.now()
  const sameWords = {
    ...action,
    origin: 'tracker' as const,
    connectionId: connection.id,
    commentId,
    at,
    editedAt: null,
  }
  const told = ticketsToTell(sharing, origin, settings).map(({ id: ticketId }) =>
    Object.assign({}, sameWords, { id: deps.ctx.newId(), ticketId }),
  )
  await insertActions(tx, told)
  for (const { ticketId } of told)
    deps.live.publish(connection.workspaceId, { topic: 'tickets', id: ticketId })
}
