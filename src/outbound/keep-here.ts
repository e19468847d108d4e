import { instanceOf } from '../connections/instances.ts'
import type { Deps } from '../deps.ts'
import { mayGoOut } from '../domain/visibility.ts'
import type { Connection } from '../store/connections.ts'
import { changeDelivery, type Delivery } from '../store/deliveries.ts'
import { nextComment } from '../store/issue-comments.ts'
import { addJob } from '../store/jobs.ts'
import type { Db } from '../store/open.ts'
import { findAction } from '../store/sync-actions.ts'
import { addEvent } from '../store/tickets.ts'

interface Found {
  delivery: Delivery
  connection: Connection
}

/**
 * Gives up a comment whose action was removed, or may be read by fewer people, since it was queued: the tracker may have been away for
 * days. True when it stays here; the history says why.
 */
export async function keepHere(deps: Deps, tx: Db, { delivery, connection }: Found): Promise<boolean> {
  const because = await whyAfterAll(tx, { delivery, connection })
  if (because === undefined) return false
  const at = deps.ctx.now()
  const over = { waitingFor: null, claimedBy: null, nextAttemptAt: null, updatedAt: at }
  await changeDelivery(tx, delivery.id, { ...over, state: 'cancelled' })
  const { workspaceId, ticketId } = delivery
  const arrived = delivery.attempts > 0 ? ' If an earlier try did arrive, it stays there.' : ''
  const event = { id: deps.ctx.newId(), workspaceId, ticketId, at, kind: 'sync', actor: 'hub' }
  await addEvent(tx, { ...event, text: `The comment is not sent to the tracker. ${because}${arrived}` })
  // The later ones of the ticket have waited for this one.
  const next = await nextComment(tx, delivery)
  if (next) await addJob(tx, deps.jobs, { name: 'deliver', data: { deliveryId: next.id } })
  return true
}

async function whyAfterAll(tx: Db, { delivery, connection }: Found): Promise<string | undefined> {
  if (delivery.kind !== 'comment' || !delivery.actionId) return undefined
  const action = await findAction(tx, delivery.ticketId, delivery.actionId)
  if (!action) return undefined
  if (action.removedAt) return 'Its action was removed before it was sent.'
  const { pushInternal } = instanceOf(connection).settings
  const { visibility } = action
  const decided = mayGoOut({ type: '', visibility }, { actionType: null, pushInternal })
  return decided.value ? undefined : decided.reason.because
}
