import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import type { FieldValue } from '../../domain/field-value.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { DeliveryState } from '../../domain/ticket.ts'
import { changeDelivery, insertDelivery, lockDelivery, type Delivery } from '../../store/deliveries.ts'
import { transact, type Db } from '../../store/open.ts'
import { addEvent, lockTicket } from '../../store/tickets.ts'
import { askAtOnce, type Answers } from './answers.ts'
import { deskTicket, instanceFor, type DeskTicket } from './desk-ticket.ts'
import { queueEarlierFiles } from './push-action.ts'
import { surveyIssue } from './survey-issue.ts'

/**
 * Asks for a new issue for a help-desk ticket (C1, C8): its fields go over once. What the tracker requires is found out first,
 * where it can be asked (CX25).
 * @param of.given values for fields that the tracker requires and nothing else fills, by its ids
 * @throws {Refusal} naming what is missing; nothing is stored
 */
export async function pushIssue(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; given?: Record<string, FieldValue>; answers?: Answers },
): Promise<void> {
  const { workspaceId } = actor
  const given = of.given ?? {}
  const found = await deskTicket(deps.store.db, workspaceId, of.ticketId)
  refuseLinked(found)
  const { instance } = await instanceFor(deps, found)
  const preview = await surveyIssue(deps, found, { instance, given, answers: of.answers ?? askAtOnce(deps) })
  if (preview.refused) throw refusalFor(preview.refused.detail, preview.refused.fields)
  await transact(deps.store.db, async (tx) => {
    await lockTicket(tx, workspaceId, of.ticketId)
    const now = await deskTicket(tx, workspaceId, of.ticketId)
    refuseLinked(now)
    await giveUp(deps, tx, now.creation)
    const { connection, name, settings } = instance
    const row = { id: deps.ctx.newId(), workspaceId, ticketId: of.ticketId, connectionId: connection.id }
    const at = deps.ctx.now()
    await insertDelivery(tx, deps.jobs, { ...row, kind: 'create', survey: preview.survey, given, at })
    const event = {
      id: deps.ctx.newId(),
      workspaceId,
      ticketId: of.ticketId,
      at,
      kind: 'link',
      actor: actor.name,
    }
    await addEvent(tx, { ...event, text: `Asked for a new issue in ${name}.` })
    if (settings.files)
      await queueEarlierFiles(deps, tx, { ticketId: of.ticketId, connectionId: connection.id })
  })
  deps.jobs.wake('lane')
  deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
}

function refusalFor(detail: string, fields: Record<string, string> | undefined): Refusal {
  const errors = Object.entries(fields ?? {}).map(([id, message]) => ({ field: `values.${id}`, message }))
  return new Refusal('invalid', `No issue was asked for. ${detail}`, { errors })
}

const underWay = new Set<DeliveryState>(['queued', 'sending', 'waiting', 'checking', 'parked'])

/** @throws {Refusal} where the ticket has an issue, or may be about to get one */
function refuseLinked({ link, creation }: DeskTicket): void {
  if (link)
    throw new Refusal('conflict', `The ticket is linked to ${link.issueKey} already: unlink it first.`)
  if (!creation || !underWay.has(creation.state)) return
  const what =
    creation.state === 'parked'
      ? 'It cannot be told whether an issue was created for it: look in the tracker, then link that issue or create it again.'
      : 'An issue is being created for it.'
  throw new Refusal('conflict', what)
}

/** A creation that had failed, for which nothing exists in the tracker, makes room for the new one. */
async function giveUp(deps: Deps, tx: Db, creation: Delivery | undefined): Promise<void> {
  if (creation?.state !== 'failed') return
  await lockDelivery(tx, creation.id)
  await changeDelivery(tx, creation.id, { state: 'cancelled', waitingFor: null, updatedAt: deps.ctx.now() })
}
