import { instanceOf } from '../../connections/instances.ts'
import type { Deps } from '../../deps.ts'
import type { Reason } from '../../domain/reason.ts'
import { mayGoOut } from '../../domain/visibility.ts'
import type { Action } from '../../store/actions.ts'
import type { Attachment } from '../../store/attachments.ts'
import { findConnection, type Connection } from '../../store/connections.ts'
import { creationOf, insertDelivery } from '../../store/deliveries.ts'
import { linkOfTicket } from '../../store/links.ts'
import type { Db } from '../../store/open.ts'
import { supportFacts, supportLists } from '../../store/support-facts.ts'
import { filesOfTicket } from '../../store/sync-files.ts'
import { addEvent } from '../../store/tickets.ts'
import { isAllowed, notAllowed } from './desk-ticket.ts'

/** The issue that a ticket's texts go to; without an id while it is being created. */
interface Target {
  connection: Connection
  issueId: string | null
  /** Deleted there, or not to be seen any more. */
  isGone: boolean
}

async function targetOf(tx: Db, ticketId: string): Promise<Target | undefined> {
  const link = await linkOfTicket(tx, ticketId)
  const creation = link ? undefined : await creationOf(tx, ticketId)
  const isComing = creation && creation.state !== 'done' && creation.state !== 'cancelled'
  const connectionId = link?.connectionId ?? (isComing ? creation.connectionId : undefined)
  const connection = connectionId ? await findConnection(tx, connectionId) : undefined
  return connection && { connection, issueId: link?.issueId ?? null, isGone: link?.state === 'gone' }
}

/** Queues what an action becomes in the tracker, in the transaction that stores the action; what stays here says why (C15, C17, CX11). */
export async function queueActionComment(
  deps: Deps,
  tx: Db,
  of: { ticketId: string; action: Action },
): Promise<void> {
  const { ticketId, action } = of
  const target = action.origin === 'tracker' ? undefined : await targetOf(tx, ticketId)
  if (!target) return
  const stays = target.isGone ? gone : await whyItStays(tx, target.connection, of)
  if (stays) return noteStay(deps, tx, { ...of, reason: stays })
  const { workspaceId } = action
  await insertDelivery(tx, deps.jobs, {
    id: deps.ctx.newId(),
    workspaceId,
    ticketId,
    connectionId: target.connection.id,
    kind: 'comment',
    comment: { text: action.text, author: action.author, markdown: true },
    issueId: target.issueId,
    actionId: action.id,
    at: deps.ctx.now(),
  })
}

const gone: Reason = {
  rule: 'issue gone',
  because: 'Its issue was deleted, or the integration user may no longer see it.',
}

async function whyItStays(
  tx: Db,
  connection: Connection,
  { ticketId, action }: { ticketId: string; action: Action },
): Promise<Reason | undefined> {
  const instance = instanceOf(connection)
  const facts = (await supportFacts(tx, [ticketId])).get(ticketId)
  if (connection.state !== 'active') {
    return { rule: 'instance not in use', because: `${instance.name} is not in use any more.` }
  }
  if (facts && !isAllowed(instance, { facts })) {
    return { rule: 'type of ticket', because: notAllowed(instance, { facts }) }
  }
  const { actionTypes } = await supportLists(tx, connection.workspaceId)
  const nameOf = (id: string) => actionTypes.find((type) => type.id === id)?.name ?? id
  const { actionTypeId, pushInternal } = instance.settings
  if (actionTypeId !== null && !actionTypes.some(({ id }) => id === actionTypeId)) {
    const because = `The type of actions that ${instance.name} makes comments of was removed: choose another one in its settings.`
    return { rule: 'type of action removed', because }
  }
  const decided = mayGoOut(
    { type: nameOf(action.typeId), visibility: action.visibility },
    { actionType: actionTypeId === null ? null : nameOf(actionTypeId), pushInternal },
  )
  return decided.value ? undefined : decided.reason
}

async function noteStay(
  deps: Deps,
  tx: Db,
  { ticketId, action, reason }: { ticketId: string; action: Action; reason: Reason },
): Promise<void> {
  const { workspaceId } = action
  const event = {
    id: deps.ctx.newId(),
    workspaceId,
    ticketId,
    at: deps.ctx.now(),
    kind: 'sync',
    actor: 'hub',
    reason,
  }
  await addEvent(tx, { ...event, text: `The action does not go to the tracker. ${reason.because}` })
}

/** Queues a file for the ticket's issue, in the transaction that stores it (CX26). Only public ones leave, unless internal ones may. */
export async function queueFile(
  deps: Deps,
  tx: Db,
  of: { ticketId: string; attachment: Attachment },
): Promise<void> {
  const target = await targetOf(tx, of.ticketId)
  if (target?.connection.state === 'active' && !target.isGone) await queueFor(deps, tx, { ...of, target })
}

/** Files that were on the ticket before its issue was asked for. */
export async function queueEarlierFiles(
  deps: Deps,
  tx: Db,
  of: { ticketId: string; connectionId: string },
): Promise<void> {
  const connection = await findConnection(tx, of.connectionId)
  if (!connection) return
  for (const attachment of await filesOfTicket(tx, of.ticketId)) {
    if (attachment.removedAt) continue
    await queueFor(deps, tx, {
      ticketId: of.ticketId,
      attachment,
      target: { connection, issueId: null, isGone: false },
    })
  }
}

async function queueFor(
  deps: Deps,
  tx: Db,
  { ticketId, attachment, target }: { ticketId: string; attachment: Attachment; target: Target },
): Promise<void> {
  const { settings } = instanceOf(target.connection)
  const { visibility, workspaceId } = attachment
  const leaves = visibility === 'public' || (visibility === 'internal' && settings.pushInternal)
  if (!settings.files || !leaves) return
  await insertDelivery(tx, deps.jobs, {
    id: deps.ctx.newId(),
    workspaceId,
    ticketId,
    connectionId: target.connection.id,
    kind: 'attachment',
    issueId: target.issueId,
    attachmentId: attachment.id,
    at: deps.ctx.now(),
  })
}
