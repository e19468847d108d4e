import type { Deps } from '../deps.ts'
import type { Explained } from '../domain/explained.ts'
import { remedyOf, type Fault } from '../domain/fault.ts'
import type { Connection } from '../store/connections.ts'
import { changeDelivery, type Delivery } from '../store/deliveries.ts'
import { addLogEntry } from '../store/log.ts'
import type { Db } from '../store/open.ts'
import { addEvent } from '../store/tickets.ts'

/** A creation that cannot be sent as things are has failed, with what is wrong named; nothing was sent (CX5–CX7, CX25). */
export async function refuseCreation(
  deps: Deps,
  tx: Db,
  of: { delivery: Delivery; connection: Connection; refused: Fault; explanation: Explained[] },
): Promise<void> {
  const { delivery, connection, refused: fault, explanation } = of
  const { workspaceId, ticketId } = delivery
  const at = deps.ctx.now()
  const done = { waitingFor: null, claimedBy: null, nextAttemptAt: null, updatedAt: at }
  await changeDelivery(tx, delivery.id, { ...done, state: 'failed', fault, explanation })
  const event = { id: deps.ctx.newId(), workspaceId, ticketId, at, kind: 'error', actor: 'hub' }
  await addEvent(tx, { ...event, text: `No issue was created: ${fault.detail} ${remedyOf(fault)}`, fault })
  await addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    at,
    ticketId,
    connectionId: connection.id,
    level: 'error',
    message: `Creation in ${connection.name}: ${fault.detail}`,
    fault,
  })
}
