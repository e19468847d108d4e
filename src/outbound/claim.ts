import { waitsFor } from '../connections/pause.ts'
import { type Deps, within } from '../deps.ts'
import type { DeliveryState } from '../domain/ticket.ts'
import { findConnection, type Connection } from '../store/connections.ts'
import { changeDelivery, lockDelivery, type Delivery } from '../store/deliveries.ts'
import { isAfterAnother } from '../store/issue-comments.ts'
import { addJob } from '../store/jobs.ts'
import { linkOfTicket } from '../store/links.ts'
import { transact, type Db } from '../store/open.ts'
import { isAlive } from '../store/processes.ts'
import { keepHere } from './keep-here.ts'
import { claimCreations, isPaused, type ClaimedCreation } from './claim-creations.ts'

/** What this process has to do now, after the claim is committed. */
export type Claim =
  | ClaimedCreation
  | { task: 'write'; delivery: Delivery; connection: Connection; issueId: string }
  | { task: 'reconcile'; delivery: Delivery; connection: Connection }

/** Longer than any search takes; after it, a search whose process died is begun anew. */
const searchLeaseMs = 120_000

const canMove = new Set<DeliveryState>(['queued', 'waiting', 'sending', 'checking'])

/**
 * Decides, under the lock of the delivery's row, what is to be done with it and by whom, and commits that
 * before anything is sent (invariant 2). Undefined when there is nothing to do now.
 *
 * @param alone whether nobody else in this process is at this delivery
 */
export function claim(deps: Deps, deliveryId: string, alone: () => boolean): Promise<Claim | undefined> {
  return transact(deps.store.db, async (tx) => {
    const now = deps.ctx.now()
    const delivery = await lockDelivery(tx, deliveryId)
    if (!delivery || !canMove.has(delivery.state)) return undefined
    const connection = await findConnection(tx, delivery.connectionId)
    if (!connection) return undefined
    if (delivery.state === 'sending') return claimOrphan(deps, tx, { delivery, connection, alone })
    const notDue = delivery.nextAttemptAt !== null && delivery.nextAttemptAt > now
    if (notDue && !(await isOrphan(tx, delivery, now))) return undefined
    if (delivery.kind === 'create' && delivery.state !== 'checking') {
      const [claimed] = await claimCreations(within(deps, tx), { connectionId: connection.id, deliveryId })
      return claimed
    }
    if (connection.state !== 'disconnected' && isPaused(connection, now)) {
      await waitForConnection(deps, tx, { delivery, connection })
      return undefined
    }
    if (delivery.state === 'checking') return claimSearch(deps, tx, { delivery, connection })
    return claimWrite(deps, tx, { delivery, connection })
  })
}

interface Found {
  delivery: Delivery
  connection: Connection
}

/** Whoever was at it is not alive any more. */
const isOrphan = async (tx: Db, { claimedBy }: Delivery, now: Date) =>
  claimedBy !== null && !(await isAlive(tx, claimedBy, now))

/**
 * Its process died between sending and hearing, or is this one and could not write down what it heard:
 * from now on the outcome is unknown.
 */
async function claimOrphan(
  deps: Deps,
  tx: Db,
  { alone, ...found }: Found & { alone: () => boolean },
): Promise<Claim | undefined> {
  const now = deps.ctx.now()
  const mine = found.delivery.claimedBy === deps.processId
  if (mine ? !alone() : !(await isOrphan(tx, found.delivery, now))) return undefined
  // Without a fault, because it is the hub's own doing: the tracker has refused nothing, and no try is used up by it.
  const change = { state: 'checking' as const, unknownSince: now, fault: null }
  await changeDelivery(tx, found.delivery.id, { ...change, updatedAt: now })
  const delivery: Delivery = { ...found.delivery, ...change }
  return claimSearch(deps, tx, { ...found, delivery })
}

async function claimSearch(deps: Deps, tx: Db, found: Found): Promise<Claim | undefined> {
  const now = deps.ctx.now()
  if (found.connection.state === 'disconnected') {
    await park(deps, tx, {
      ...found,
      because: 'was disconnected before it was known whether this had been created',
    })
    return undefined
  }
  await changeDelivery(tx, found.delivery.id, {
    claimedBy: deps.processId,
    nextAttemptAt: new Date(now.getTime() + searchLeaseMs),
    updatedAt: now,
  })
  return { task: 'reconcile', ...found }
}

/** Comments, files and links back. Those of the help desk go in the order in which they were written. */
async function claimWrite(deps: Deps, tx: Db, found: Found): Promise<Claim | undefined> {
  const { delivery, connection } = found
  const issueId = delivery.issueId ?? (await linkOfTicket(tx, delivery.ticketId))?.issueId
  if (!issueId || connection.state === 'disconnected') {
    const waitingFor = issueId ? `${connection.name} is disconnected` : 'the ticket’s issue to be created'
    const nextAttemptAt = new Date(deps.ctx.now().getTime() + 60_000)
    const change = { state: 'waiting' as const, waitingFor, nextAttemptAt, updatedAt: deps.ctx.now() }
    await changeDelivery(tx, delivery.id, change)
    await addJob(tx, deps.jobs, { name: 'deliver', data: { deliveryId: delivery.id }, after: nextAttemptAt })
    return undefined
  }
  if (await keepHere(deps, tx, found)) return undefined
  // Whoever settles the earlier one calls for this one.
  if (delivery.actionId && (await isAfterAnother(tx, delivery))) return undefined
  const sending = await markSending(deps, tx, delivery)
  return { task: 'write', delivery: sending, connection, issueId }
}

/** AX23: a person decides; nothing is sent elsewhere by itself. */
async function park(deps: Deps, tx: Db, of: Found & { because: string }): Promise<void> {
  const waitingFor = `${of.connection.name} ${of.because}`
  const change = { state: 'parked' as const, waitingFor, nextAttemptAt: null, updatedAt: deps.ctx.now() }
  await changeDelivery(tx, of.delivery.id, change)
}

/** From this commit on the request may have left, whatever happens to the process. */
async function markSending(deps: Deps, tx: Db, delivery: Delivery): Promise<Delivery> {
  const now = deps.ctx.now()
  const change = {
    state: 'sending' as const,
    attempts: delivery.attempts + 1,
    claimedBy: deps.processId,
    waitingFor: null,
    waitsForRouteId: null,
    nextAttemptAt: null,
    updatedAt: now,
  }
  await changeDelivery(tx, delivery.id, change)
  return { ...delivery, ...change }
}

/** One fault of the whole connection holds everything for it, and says so (invariant 8). */
async function waitForConnection(deps: Deps, tx: Db, { delivery, connection }: Found): Promise<void> {
  const now = deps.ctx.now()
  const until = connection.pausedUntil
  // Spread, so that a tracker that comes back is not overrun.
  const at = until ? new Date(until.getTime() + Math.round(deps.ctx.random() * 5_000)) : null
  await changeDelivery(tx, delivery.id, {
    state: delivery.state === 'checking' ? 'checking' : 'waiting',
    waitingFor: waitsFor(connection.name, { fault: connection.pauseFault, until }),
    // Nobody is at it: else whoever looks for the work of dead processes would find it again and again.
    claimedBy: null,
    nextAttemptAt: at,
    updatedAt: now,
  })
  if (at) await addJob(tx, deps.jobs, { name: 'deliver', data: { deliveryId: delivery.id }, after: at })
}
