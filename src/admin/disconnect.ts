import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { changeConnection, connectionOf } from '../store/connections.ts'
import { changeDelivery, deliveriesOf } from '../store/deliveries.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'

const erased = {
  sealedSecrets: null,
  sealedWebhookSecret: null,
  pausedSince: null,
  pausedUntil: null,
  pauseFault: null,
}

/**
 * Takes a connection out of use (A61–A63, AX1). Its tickets stay linked. `stop` erases the credentials;
 * `keep-following` keeps them, for reading only. Creations that were not sent are parked (AX23).
 */
export async function disconnect(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; oldTickets: 'stop' | 'keep-following' },
): Promise<void> {
  const { workspaceId } = actor
  const now = deps.ctx.now()
  await transact(deps.store.db, async (tx) => {
    const connection = await connectionOf(tx, workspaceId, of.connectionId)
    if (!connection) throw notFound('connection')
    if (connection.state === 'disconnected')
      throw new Refusal('conflict', `${connection.name} is disconnected already.`)
    const stop = of.oldTickets === 'stop'
    await changeConnection(tx, connection.id, {
      state: stop ? 'disconnected' : 'following',
      ...(stop ? erased : {}),
      updatedAt: now,
    })
    const waitingFor = `${connection.name} was disconnected before this was sent; it is never sent elsewhere by itself`
    for (const delivery of await deliveriesOf(tx, connection.id, ['queued', 'waiting'])) {
      if (delivery.kind !== 'create' && !stop) continue
      await changeDelivery(tx, delivery.id, {
        state: 'parked',
        waitingFor,
        nextAttemptAt: null,
        updatedAt: now,
      })
    }
    const how = stop
      ? 'Status sync has stopped and the credentials are erased.'
      : 'Old tickets are still followed.'
    await addLogEntry(tx, {
      id: deps.ctx.newId(),
      workspaceId,
      at: now,
      connectionId: connection.id,
      level: 'info',
      message: `${actor.name} disconnected ${connection.name}. ${how}`,
    })
  })
  deps.live.publish(workspaceId, { topic: 'connections', id: of.connectionId })
}
