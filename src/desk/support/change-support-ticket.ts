import { isDeepStrictEqual } from 'node:util'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound, Refusal } from '../../domain/refusal.ts'
import { sayChanges } from '../../domain/support-ticket.ts'
import { transact, type Db } from '../../store/open.ts'
import {
  changesSince,
  setSupportValues,
  supportRowOf,
  type SupportValues,
} from '../../store/support-tickets.ts'
import { supportTicketView, type SupportTicketView } from '../../store/support-views.ts'
import { addEvent } from '../../store/tickets.ts'
import { applySupportChange } from './apply-support-change.ts'
import { lockSupportTicket, type LockedTicket } from './lock-support-ticket.ts'
import { shownTicket } from './shown-ticket.ts'
import type { SupportChange } from './support-change.ts'

/**
 * Changes a help-desk ticket; each change goes into its history, from → to. Takes part in the transaction that the caller has open, if
 * there is one.
 * @param of.basedOn the `updatedAt` that the caller has seen: what others changed since then is not overwritten
 * @throws {Refusal} naming each field that is wrong, or who changed what meanwhile
 */
export async function changeSupportTicket(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; change: SupportChange; basedOn?: Date | undefined },
): Promise<SupportTicketView> {
  const { workspaceId } = actor
  const { view, changed } = await transact(deps.store.db, async (tx) => {
    const ticket = await lockSupportTicket(tx, workspaceId, of.ticketId)
    if (of.basedOn) await checkUnchanged(tx, ticket, of.basedOn)
    const current = await valuesOf(tx, ticket)
    const wanted = { current, isNew: false, change: of.change }
    const { values, errors } = await applySupportChange(tx, workspaceId, wanted)
    if (errors.length > 0) throw new Refusal('invalid', 'The ticket was not changed.', { errors })
    const before = await viewOf(tx, ticket)
    if (isDeepStrictEqual(values, current)) return { view: before, changed: false }
    const at = deps.ctx.now()
    await setSupportValues(tx, ticket, { values, at })
    const after = await viewOf(tx, ticket)
    const said = sayChanges(shownTicket(before), shownTicket(after))
    const event = { workspaceId, ticketId: ticket.id, at, actor: actor.name }
    if (said.edit) await addEvent(tx, { ...event, id: deps.ctx.newId(), kind: 'edit', text: said.edit })
    if (said.status) await addEvent(tx, { ...event, id: deps.ctx.newId(), kind: 'status', text: said.status })
    return { view: after, changed: true }
  })
  if (changed) deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
  return view
}

async function valuesOf(tx: Db, ticket: LockedTicket): Promise<SupportValues> {
  const row = await supportRowOf(tx, ticket.id)
  if (!row) throw notFound('ticket')
  const { title, description, priority, status, statusCategory } = ticket
  const { typeId, productId, versionId, customerId, assignee, fieldValues } = row
  const own = { typeId, productId, versionId, customerId, assignee, fieldValues }
  return { title, description, priority, status, statusCategory, ...own }
}

async function viewOf(tx: Db, { id, workspaceId }: LockedTicket): Promise<SupportTicketView> {
  const view = await supportTicketView(tx, workspaceId, { id })
  if (!view) throw notFound('ticket')
  return view
}

async function checkUnchanged(tx: Db, ticket: LockedTicket, basedOn: Date): Promise<void> {
  if (ticket.updatedAt <= basedOn) return
  // What was only written on the ticket does not stand against a change of its values.
  const changes = await changesSince(tx, ticket.id, basedOn)
  if (changes.length === 0) return
  const who = [...new Set(changes.map(({ actor }) => actor))].join(', ')
  const what = changes.map(({ text }) => text).join(' ')
  const errors = [{ field: 'updatedAt', message: 'the `updatedAt` of the ticket as it is now' }]
  throw new Refusal(
    'conflict',
    `${who} changed the ticket meanwhile: ${what} Look at it again, then change it.`,
    {
      errors,
    },
  )
}
