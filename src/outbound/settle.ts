import type { Deps } from '../deps.ts'
import { remedyOf, type Fault } from '../domain/fault.ts'
import { nextStep, type NextStep } from '../domain/retry.ts'
import type { DeliveryKind } from '../domain/ticket.ts'
import type { Issue } from '../providers/provider.ts'
import { saveAnchor, type Connection } from '../store/connections.ts'
import { changeDelivery, lockDelivery, type Delivery } from '../store/deliveries.ts'
import { addDeliveryJob, addJob, addWriteBackJobs } from '../store/jobs.ts'
import { nextComment } from '../store/issue-comments.ts'
import { insertLink } from '../store/links.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import { addEvent } from '../store/tickets.ts'
import { queueWriteBacks } from '../store/write-backs.ts'
import { addBacklink } from './add-backlink.ts'
import { limitsOf } from '../connections/limits.ts'
import { pauseConnection, waitsFor } from '../connections/pause.ts'

/** The issue exists, as was found out later: ties the ticket to it. */
export async function settleCreated(
  deps: Deps,
  of: {
    delivery: Delivery
    connection: Connection
    issue: Issue
    how: 'found' | 'chosen'
    actor?: string
  },
): Promise<void> {
  const { delivery, connection, issue } = of
  const { workspaceId, ticketId } = delivery
  const now = deps.ctx.now()
  await transact(deps.store.db, async (tx) => {
    const row = await lockDelivery(tx, delivery.id)
    if (!row || row.state === 'done') return
    const link = { id: deps.ctx.newId(), workspaceId, ticketId, connectionId: connection.id, createdAt: now }
    await insertLink(tx, { ...link, ...asSent(row), issueId: issue.id, issueKey: issue.key, url: issue.url })
    await addBacklink(deps, tx, { ...link, issueId: issue.id })
    await changeDelivery(tx, delivery.id, {
      state: 'done',
      fault: null,
      waitingFor: null,
      claimedBy: null,
      unknownSince: null,
      nextAttemptAt: null,
      updatedAt: now,
    })
    if (issue.anchor) await saveAnchor(tx, connection, issue.anchor)
    // It may be further on than a new one.
    await addJob(tx, deps.jobs, { name: 'refresh', data: { linkId: link.id }, key: link.id })
    const words = {
      found: `Found as ${issue.key} by its marker: it had been created before the answer was lost.`,
      chosen: `Linked to ${issue.key}.`,
    }
    const event = { id: deps.ctx.newId(), workspaceId, ticketId, at: now, kind: 'link' }
    await addEvent(tx, { ...event, actor: of.actor ?? 'hub', text: words[of.how] })
    await addWriteBackJobs(tx, deps.jobs, await queueWriteBacks(tx, { ticketId, at: now }))
  })
  deps.jobs.wake('write-back')
  deps.live.publish(workspaceId, { topic: 'tickets', id: ticketId })
}

/** What a help-desk ticket's issue was created with: what differs when it is read was changed there. */
const asSent = ({ sent }: Delivery) =>
  sent ? { projectKey: sent.project, issueType: sent.issueType, fieldValues: sent.values } : {}

/** A call failed: stores what follows from it, and why. */
export async function settleFault(
  deps: Deps,
  of: { delivery: Delivery; connection: Connection; fault: Fault; write: boolean },
): Promise<void> {
  const { delivery, connection, fault } = of
  const at = { now: deps.ctx.now(), random: deps.ctx.random() }
  const { retryCount: retries } = limitsOf(deps.trackers.provider(connection.provider), connection)
  const tried = { attempts: Math.max(1, delivery.attempts), write: of.write }
  // B9 speaks of creations; a comment is tried as often as everything else.
  const step = nextStep(
    fault,
    delivery.kind === 'create' ? { ...tried, retries } : { ...tried, looksFirst: true },
    at,
  )
  await transact(deps.store.db, async (tx) => {
    const row = await lockDelivery(tx, delivery.id)
    if (!row || !isStillOurs(deps, row, delivery)) return
    if (step.step === 'pause') await pauseConnection(deps, tx, { connection, fault, until: step.until })
    const change = {
      ...changeFor(step, connection, { row, fault, now: at.now }),
      claimedBy: null,
      // What held the whole connection was no try of this one.
      ...(step.step === 'pause' && row.state === 'sending' && { attempts: row.attempts - 1 }),
    }
    await changeDelivery(tx, delivery.id, { ...change, fault })
    const after = due(step)
    if (after) await addDeliveryJob(tx, deps.jobs, { delivery: { ...delivery, ...change }, after })
    const next = step.step === 'fail' && delivery.actionId ? await nextComment(tx, delivery) : undefined
    if (next) await addJob(tx, deps.jobs, { name: 'deliver', data: { deliveryId: next.id } })
    await record(deps, tx, { delivery: row, connection, fault, step })
  })
  if (step.step === 'reconcile') deps.jobs.wake('deliver')
  deps.live.publish(delivery.workspaceId, { topic: 'tickets', id: delivery.ticketId })
}

/** A process that stood still for longer than its lease finds that another one has taken over: what it knows is old. */
function isStillOurs({ processId }: Deps, row: Delivery, tried: Delivery): boolean {
  if (row.state === 'done') return false
  const isClaim = tried.state === 'sending' || tried.state === 'checking'
  if (!isClaim) return true
  return row.state === tried.state && row.attempts === tried.attempts && row.claimedBy === processId
}

function due(step: NextStep): Date | undefined {
  if (step.step === 'retry') return step.at
  if (step.step === 'pause') return step.until ?? undefined
  return step.step === 'reconcile' ? new Date(0) : undefined
}

function changeFor(step: NextStep, connection: Connection, of: { row: Delivery; fault: Fault; now: Date }) {
  const { row, now: updatedAt } = of
  // A search that failed says nothing about the issue: it stays a search, or becomes a person's.
  const waiting = row.state === 'checking' ? ('checking' as const) : ('waiting' as const)
  const nextAttemptAt = due(step) ?? null
  if (step.step === 'fail' && row.state === 'checking') {
    const waitingFor = 'a person to say whether the issue exists: the tracker refused the search for it'
    return { state: 'parked' as const, waitingFor, nextAttemptAt: null, updatedAt }
  }
  if (step.step === 'fail')
    return { state: 'failed' as const, waitingFor: null, nextAttemptAt: null, updatedAt }
  if (step.step === 'reconcile') {
    const waitingFor = 'the tracker to be searched: its answer was lost'
    return { state: 'checking' as const, waitingFor, unknownSince: updatedAt, nextAttemptAt: null, updatedAt }
  }
  if (step.step === 'retry') {
    return { state: waiting, waitingFor: step.reason.because, nextAttemptAt, updatedAt }
  }
  const waitingFor = waitsFor(connection.name, { fault: of.fault, until: step.until })
  return { state: waiting, waitingFor, nextAttemptAt, updatedAt }
}

const deliveryWords: Record<DeliveryKind, string> = {
  create: 'Creation',
  comment: 'Comment',
  backlink: 'Link back to the ticket',
  'remove-backlink': 'Removing the link back',
  attachment: 'File',
}

async function record(
  deps: Deps,
  tx: Db,
  of: { delivery: Delivery; connection: Connection; fault: Fault; step: NextStep },
): Promise<void> {
  const { delivery, fault, step } = of
  const { workspaceId, ticketId } = delivery
  const at = deps.ctx.now()
  // The same fault again is no news for the timeline; the log has every one.
  if (delivery.fault?.kind !== fault.kind || step.step === 'fail') {
    const text = `${step.reason.because} ${remedyOf(fault)}`
    const event = { id: deps.ctx.newId(), workspaceId, ticketId, at, kind: 'error', actor: 'hub', text }
    await addEvent(tx, { ...event, reason: step.reason, fault })
  }
  const what = deliveryWords[delivery.kind]
  await addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    at,
    ticketId,
    connectionId: of.connection.id,
    level: step.step === 'fail' ? 'error' : 'warning',
    message: `${what} in ${of.connection.name}: ${fault.detail}`,
    fault,
  })
}
