import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound, Refusal } from '../../domain/refusal.ts'
import { saidMoment } from '../../domain/said-moment.ts'
import { actionView, changeAction, lockAction, type Action, type ActionView } from '../../store/actions.ts'
import { transact } from '../../store/open.ts'
import { touchTicket } from '../../store/support-tickets.ts'
import { addEvent } from '../../store/tickets.ts'
import { checkAction, type ActionInput, type CheckedAction } from './action-input.ts'
import { lockSupportTicket } from './lock-support-ticket.ts'

/**
 * Changes an action. Its comment in the tracker stays as it was sent (C16).
 * @param of.seen the `editedAt` that the caller has seen: what somebody else edited since then is not overwritten
 * @throws {Refusal} naming each field that is wrong; for new words of an action that somebody wrote in the tracker
 */
export async function editAction(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; id: string; input: ActionInput; seen?: Date | null | undefined },
): Promise<ActionView> {
  const { workspaceId } = actor
  const { view, changed } = await transact(deps.store.db, async (tx) => {
    const ticket = await lockSupportTicket(tx, workspaceId, of.ticketId)
    const action = await lockAction(tx, ticket.id, of.id)
    const before = action && (await actionView(tx, ticket.id, action.id))
    if (!action || !before) throw notFound('action')
    if (of.seen !== undefined) checkUnchanged(action, of.seen)
    const checked = await checkAction(tx, workspaceId, { input: of.input, currentTypeId: action.typeId })
    if (action.origin === 'tracker' && checked.text !== undefined && checked.text !== action.text) {
      const errors = [{ field: 'text', message: 'left as it is; visibility and type can be changed' }]
      throw new Refusal(
        'conflict',
        `${action.author} wrote this in the tracker, so its words cannot be changed here.`,
        {
          errors,
        },
      )
    }
    const said = saidOf(before, checked)
    if (said.length === 0) return { view: before, changed: false }
    const at = deps.ctx.now()
    const change = {
      text: checked.text ?? action.text,
      typeId: checked.type?.id ?? action.typeId,
      visibility: checked.visibility ?? action.visibility,
      editedAt: at,
    }
    await changeAction(tx, action, change)
    const event = { id: deps.ctx.newId(), workspaceId, ticketId: ticket.id, at, actor: actor.name }
    const which = `${before.typeName} of ${action.author} of ${saidMoment(action.at)}`
    const text = `${actor.name} edited an action (${which}): ${said.join(', ')}.`
    await addEvent(tx, { ...event, kind: 'action', text })
    await touchTicket(tx, ticket, at)
    return { view: (await actionView(tx, ticket.id, action.id)) ?? before, changed: true }
  })
  if (changed) deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
  return view
}

function checkUnchanged({ editedAt }: Action, seen: Date | null): void {
  if (editedAt?.getTime() === seen?.getTime()) return
  const errors = [{ field: 'editedAt', message: 'the `editedAt` of the action as it is now' }]
  const detail = 'Somebody edited the action meanwhile. Look at it again, then change it.'
  throw new Refusal('conflict', detail, { errors })
}

/** Without the words themselves: what was restricted yesterday does not stand in the history today. */
function saidOf(before: ActionView, { text, type, visibility }: CheckedAction): string[] {
  return [
    ...(text !== undefined && text !== before.text ? ['its text'] : []),
    ...(type && type.id !== before.typeId ? [`type “${before.typeName}” → “${type.name}”`] : []),
    ...(visibility && visibility !== before.visibility
      ? [`visibility ${before.visibility} → ${visibility}`]
      : []),
  ]
}
