import { resumeConnection } from '../connections/pause.ts'
import { surveyPlace } from '../connections/survey-place.ts'
import { trackerOf } from '../connections/tracker-of.ts'
import type { Deps } from '../deps.ts'
import { markerOf } from '../domain/ticket.ts'
import type { Fault, FaultKind } from '../domain/fault.ts'
import { ProviderError, type Tracker } from '../providers/provider.ts'
import { saveAnchor } from '../store/connections.ts'
import { changeDelivery } from '../store/deliveries.ts'
import { claim, type Claim } from './claim.ts'
import type { ClaimedCreation } from './claim-creations.ts'
import { reconcile } from './reconcile.ts'
import { heldByItsRoute } from './held-by-route.ts'
import { settleAnswered } from './settle-answered.ts'
import { settleFault } from './settle.ts'
import { supportSetting } from './support-parts.ts'
import { writeToIssue } from './write-to-issue.ts'

/** Deliveries that this process is at, and how many times at once. */
const underWay = new Map<string, number>()

/**
 * Brings one delivery a step further: sends it, or searches for what became of it. Safe to be called at any
 * time and any number of times; the delivery's own row decides what happens.
 */
export async function deliver(deps: Deps, deliveryId: string): Promise<void> {
  enter(deliveryId)
  try {
    await step(deps, deliveryId)
  } finally {
    leave(deliveryId)
  }
}

function enter(deliveryId: string): void {
  underWay.set(deliveryId, (underWay.get(deliveryId) ?? 0) + 1)
}

function leave(deliveryId: string): void {
  const left = (underWay.get(deliveryId) ?? 1) - 1
  if (left > 0) underWay.set(deliveryId, left)
  else underWay.delete(deliveryId)
}

async function step(deps: Deps, deliveryId: string): Promise<void> {
  const claimed = await claim(deps, deliveryId, () => underWay.get(deliveryId) === 1)
  if (claimed) await carryOutClaim(deps, claimed)
}

/** One creation on its way. Neither promise rejects: what failed is written down, or found by whoever looks for orphans. */
export interface Sent {
  /** The tracker has answered, or will not. */
  answered: Promise<void>
  /** What followed from it is stored. */
  settled: Promise<void>
}

/** A claimed creation that counts as under way from now on, and is sent when the answer is called. */
export function creationReady(deps: Deps, claimed: ClaimedCreation): () => Sent {
  const { id } = claimed.delivery
  enter(id)
  return () => {
    const { promise: answered, resolve } = Promise.withResolvers<void>()
    const settled = carryOutClaim(deps, claimed, resolve)
      .catch((error: unknown) => deps.ctx.log.error({ err: error }, 'A delivery could not be written down'))
      .finally(() => {
        leave(id)
        resolve()
      })
    return { answered, settled }
  }
}

async function carryOutClaim(deps: Deps, claimed: Claim, onAnswer = (): void => undefined): Promise<void> {
  const write = claimed.task === 'create' || claimed.task === 'write'
  try {
    await carryOut(deps, claimed, onAnswer)
  } catch (error) {
    const fault = faultOf(deps, error, write)
    const isHeld = claimed.task === 'create' && (await heldByItsRoute(deps, { ...claimed, fault }))
    if (!isHeld) await settleFault(deps, { ...claimed, fault, write })
    if (!isAnswer(fault)) return
  }
  await resumeConnection(deps, claimed.connection)
}

/** A tracker that refuses one ticket is there for the others. */
const isAnswer = ({ kind }: Fault) => answers.has(kind)
const answers = new Set<FaultKind>(['invalid', 'conflict', 'not-found', 'forbidden'])

/** A mistake of our own must not leave a delivery behind: after a write its outcome is unknown. */
function faultOf(deps: Deps, error: unknown, write: boolean): Fault {
  if (error instanceof ProviderError) return error.fault
  deps.ctx.log.error({ err: error }, 'A delivery failed inside the hub')
  return {
    kind: write ? 'interrupted' : 'bad-answer',
    detail: 'An internal error; the hub’s log has the details.',
  }
}

async function carryOut(deps: Deps, claimed: Claim, onAnswer: () => void): Promise<void> {
  const { delivery, connection } = claimed
  const tracker = trackerOf(deps, connection)
  if (claimed.task === 'create') {
    const { draft, destination } = claimed.prepared
    const issue = await tracker.create(draft, destination, markerOf(delivery.id))
    onAnswer()
    return settleAnswered(deps, { delivery, connection, issue })
  }
  if (claimed.task === 'write') return writeToIssue(deps, claimed)
  if (claimed.task === 'reconcile') return reconcile(deps, tracker, claimed)
  if (claimed.task === 'survey') return learnPlace(deps, claimed)
  return learnAnchor(deps, tracker, claimed)
}

/** What the tracker asks for where a help-desk ticket's issue goes. */
async function learnPlace(deps: Deps, claimed: Claim & { task: 'survey' }): Promise<void> {
  const { delivery, connection, place } = claimed
  const { standard } = await supportSetting(deps, deps.store.db, connection)
  const survey = await surveyPlace(deps, connection, { ...place, standard })
  await changeDelivery(deps.store.db, delivery.id, { survey, updatedAt: deps.ctx.now() })
  await deliver(deps, delivery.id)
}

/** Once for each place: where the tracker's sequence stands before the first creation there. */
async function learnAnchor(deps: Deps, tracker: Tracker, claimed: Claim & { task: 'anchor' }): Promise<void> {
  const account = await tracker.check(claimed.prepared.destination)
  const anchor = account.anchor ?? { scope: claimed.prepared.scope, position: '' }
  await saveAnchor(deps.store.db, claimed.connection, anchor)
  await deliver(deps, claimed.delivery.id)
}
