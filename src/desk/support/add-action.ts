import { type Deps, within } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { Refusal } from '../../domain/refusal.ts'
import { actionView, insertAction, type Action, type ActionView } from '../../store/actions.ts'
import { transact } from '../../store/open.ts'
import { touchTicket } from '../../store/support-tickets.ts'
import { addEvent } from '../../store/tickets.ts'
import { queueActionComment } from '../support-link/push-action.ts'
import { checkAction, type ActionInput } from './action-input.ts'
import { ensureLists } from './first-lists.ts'
import { lockSupportTicket } from './lock-support-ticket.ts'

/**
 * Writes an action on a help-desk ticket; internal unless said otherwise. Takes part in the transaction that the caller has open, if
 * there is one.
 * @throws {Refusal} naming each field that is wrong
 */
export async function addAction(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; input: ActionInput },
): Promise<ActionView> {
  const { workspaceId } = actor
  const stored = await transact(deps.store.db, async (tx) => {
    const ticket = await lockSupportTicket(tx, workspaceId, of.ticketId)
    await ensureLists(within(deps, tx), workspaceId)
    const { text, type, visibility = 'internal' } = await checkAction(tx, workspaceId, of)
    if (!text || !type) throw incomplete(text)
    const at = deps.ctx.now()
    const ids = { id: deps.ctx.newId(), workspaceId, ticketId: ticket.id }
    const none = { lost: [], connectionId: null, commentId: null, editedAt: null, removedAt: null }
    const action: Action = {
      ...ids,
      ...none,
      typeId: type.id,
      visibility,
      origin: 'hub',
      author: actor.name,
      text,
      at,
    }
    await insertAction(tx, action)
    await addEvent(tx, {
      ...ids,
      id: deps.ctx.newId(),
      at,
      kind: 'action',
      actor: actor.name,
      text: `${actor.name} added an action: ${type.name}, ${visibility}.`,
    })
    await touchTicket(tx, ticket, at)
    await queueActionComment(deps, tx, { ticketId: ticket.id, action })
    return actionView(tx, ticket.id, action.id)
  })
  if (!stored) throw new Error('An action that was just stored is not there.')
  deps.jobs.wake('deliver')
  deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
  return stored
}

function incomplete(text: string | undefined): Refusal {
  const missing = text
    ? { field: 'typeId', message: 'the id of an action type, or its name as typeName' }
    : { field: 'text', message: 'what the action says' }
  return new Refusal('invalid', 'The action was not saved.', { errors: [missing] })
}
