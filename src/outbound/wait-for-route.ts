import type { Deps } from '../deps.ts'
import type { Explained } from '../domain/explained.ts'
import type { Fault } from '../domain/fault.ts'
import type { Block } from '../domain/route.ts'
import { changeDelivery, type Delivery } from '../store/deliveries.ts'
import type { Db } from '../store/open.ts'
import { addEvent } from '../store/tickets.ts'

/** Holds a delivery until somebody has put its route right; whatever does that makes it due again. */
export async function waitForRoute(
  deps: Deps,
  tx: Db,
  of: { delivery: Delivery; block: Block; explanation: Explained[]; fault?: Fault },
): Promise<void> {
  const { delivery, block, explanation, fault = null } = of
  const at = deps.ctx.now()
  await changeDelivery(tx, delivery.id, {
    state: 'waiting',
    waitsForRouteId: block.route.id,
    waitingFor: block.because,
    destinationLabel: block.route.label,
    explanation,
    fault,
    claimedBy: null,
    nextAttemptAt: null,
    updatedAt: at,
  })
  // Looking again and finding the same is no news for the timeline.
  if (delivery.waitingFor === block.because) return
  const { workspaceId, ticketId } = delivery
  const event = { id: deps.ctx.newId(), workspaceId, ticketId, at, kind: 'delivery', actor: 'hub' }
  await addEvent(tx, { ...event, text: `It waits: ${block.because}` })
}
