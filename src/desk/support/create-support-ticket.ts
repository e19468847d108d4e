import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { Refusal } from '../../domain/refusal.ts'
import { entriesOf, type ListEntry } from '../../store/help-desk-lists.ts'
import { transact, type Db } from '../../store/open.ts'
import { insertSupportTicket, type SupportValues } from '../../store/support-tickets.ts'
import { supportTicketView, type SupportTicketView } from '../../store/support-views.ts'
import { addEvent } from '../../store/tickets.ts'
import { applySupportChange } from './apply-support-change.ts'
import { ensureLists } from './first-lists.ts'
import type { SupportChange } from './support-change.ts'

/**
 * Creates a help-desk ticket. Without a type and a status it gets the first type and the first status of the category New. Takes part in
 * the transaction that the caller has open, if there is one.
 * @throws {Refusal} naming each field that is wrong
 */
export async function createSupportTicket(
  deps: Deps,
  actor: Actor,
  input: SupportChange & { title: string },
): Promise<SupportTicketView> {
  const { workspaceId } = actor
  await ensureLists(deps, workspaceId)
  const created = await transact(deps.store.db, async (tx) => {
    const current = await empty(tx, workspaceId)
    const { values, errors } = await applySupportChange(tx, workspaceId, {
      current,
      isNew: true,
      change: input,
    })
    if (errors.length > 0) throw new Refusal('invalid', 'The ticket was not created.', { errors })
    const id = deps.ctx.newId()
    const at = deps.ctx.now()
    await insertSupportTicket(tx, { id, workspaceId, createdBy: actor.name, at, values })
    const event = { id: deps.ctx.newId(), workspaceId, ticketId: id, at, kind: 'created', actor: actor.name }
    await addEvent(tx, { ...event, text: `Created by ${actor.name}.` })
    return supportTicketView(tx, workspaceId, { id })
  })
  if (!created) throw new Error('A ticket that was just stored is not there.')
  deps.live.publish(workspaceId, { topic: 'tickets', id: created.id })
  return created
}

async function empty(tx: Db, workspaceId: string): Promise<SupportValues> {
  const [type] = await entriesOf(tx, workspaceId, 'types')
  const statuses = await entriesOf(tx, workspaceId, 'statuses')
  const status: ListEntry | undefined = statuses.find(({ category }) => category === 'New') ?? statuses[0]
  if (!type || !status?.category) throw new Error('The help desk has no type or no status.')
  return {
    title: '',
    description: '',
    priority: 'medium',
    status: status.name,
    statusCategory: status.category,
    typeId: type.id,
    productId: null,
    versionId: null,
    customerId: null,
    assignee: null,
    fieldValues: {},
  }
}
