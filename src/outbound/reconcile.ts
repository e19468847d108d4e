import type { Deps } from '../deps.ts'
import { limitsOf } from '../connections/limits.ts'
import { markerOf } from '../domain/ticket.ts'
import type { Tracker } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import { changeDelivery, lockDelivery, type Delivery } from '../store/deliveries.ts'
import { addDeliveryJob, addJob } from '../store/jobs.ts'
import { addEvent } from '../store/tickets.ts'
import { settleCreated } from './settle.ts'
import { transact } from '../store/open.ts'

/**
 * Finds out what became of a creation whose answer was lost (invariant 2): found → linked; not there after the
 * tracker's quiet period → sent again with the same marker; cannot tell → parked for a person.
 */
export async function reconcile(
  deps: Deps,
  tracker: Tracker,
  of: { delivery: Delivery; connection: Connection },
): Promise<void> {
  const { delivery, connection } = of
  // Everything but a creation looks for what an earlier try has left when it is sent again.
  if (delivery.kind !== 'create')
    return sendAgain(deps, delivery, 'It is looked for in the tracker, and sent again if it is not there.')
  const anchor = delivery.anchor?.position ? delivery.anchor : undefined
  const found = await tracker.find(markerOf(delivery.id), anchor)
  if (found.outcome === 'found') {
    return settleCreated(deps, { delivery, connection, issue: found.issue, how: 'found' })
  }
  const quietUntil = quietEnd(deps, delivery, connection)
  if (deps.ctx.now() < quietUntil) return waitUntil(deps, delivery, quietUntil)
  if (found.outcome === 'unsure') return park(deps, delivery, found.because)
  const { retryCount } = limitsOf(deps.trackers.provider(connection.provider), connection)
  if (delivery.fault && delivery.attempts > retryCount) return giveUp(deps, delivery)
  return sendAgain(
    deps,
    delivery,
    'The tracker certainly has no issue with this marker, so it is sent again.',
  )
}

function quietEnd(deps: Deps, delivery: Delivery, connection: Connection): Date {
  const provider = deps.trackers.provider(connection.provider)
  const quietMs = connection.settings.quietPeriodMs ?? provider.about.quietPeriodMs
  return new Date((delivery.unknownSince ?? deps.ctx.now()).getTime() + quietMs)
}

function waitUntil(deps: Deps, delivery: Delivery, at: Date): Promise<void> {
  return transact(deps.store.db, async (tx) => {
    if (!isSameSearch(await lockDelivery(tx, delivery.id), delivery)) return
    await changeDelivery(tx, delivery.id, {
      claimedBy: null,
      waitingFor: 'the tracker to settle: the answer was lost, and it is searched once more then',
      nextAttemptAt: at,
      updatedAt: deps.ctx.now(),
    })
    await addJob(tx, deps.jobs, { name: 'deliver', data: { deliveryId: delivery.id }, after: at })
  })
}

/**
 * A second search may have concluded meanwhile, and what it led to may be in question by now. The attempts alone do not
 * tell, because a replay begins them anew.
 */
const isSameSearch = (row: Delivery | undefined, searched: Delivery) =>
  row?.state === 'checking' &&
  row.attempts === searched.attempts &&
  row.unknownSince?.getTime() === searched.unknownSince?.getTime()

/** Changes the delivery only if it is still being searched for, and writes why into the timeline. */
async function conclude(
  deps: Deps,
  delivery: Delivery,
  to: { state: 'queued' | 'parked' | 'failed'; waitingFor: string | null; text: string },
): Promise<void> {
  const now = deps.ctx.now()
  await transact(deps.store.db, async (tx) => {
    if (!isSameSearch(await lockDelivery(tx, delivery.id), delivery)) return
    await changeDelivery(tx, delivery.id, {
      state: to.state,
      waitingFor: to.waitingFor,
      claimedBy: null,
      unknownSince: null,
      nextAttemptAt: null,
      updatedAt: now,
    })
    const { workspaceId, ticketId } = delivery
    await addEvent(tx, {
      id: deps.ctx.newId(),
      workspaceId,
      ticketId,
      at: now,
      kind: 'delivery',
      actor: 'hub',
      text: to.text,
    })
    if (to.state === 'queued')
      await addDeliveryJob(tx, deps.jobs, { delivery: { ...delivery, state: to.state } })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(delivery.workspaceId, { topic: 'tickets', id: delivery.ticketId })
}

const sendAgain = (deps: Deps, delivery: Delivery, text: string) =>
  conclude(deps, delivery, { state: 'queued', waitingFor: null, text })

const park = (deps: Deps, delivery: Delivery, because: string) =>
  conclude(deps, delivery, {
    state: 'parked',
    waitingFor: 'a person to say whether the issue exists',
    text: `It cannot be told whether the issue was created: ${because}`,
  })

/** A search has shown that nothing exists there, so that a person may try again without fear of a second one. */
const giveUp = (deps: Deps, delivery: Delivery) =>
  conclude(deps, delivery, {
    state: 'failed',
    waitingFor: null,
    text: `It was sent ${delivery.attempts === 1 ? 'once' : `${delivery.attempts} times`} and the tracker certainly has no issue with this marker: it is not tried again by itself.`,
  })
