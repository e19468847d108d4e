import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { changeConnection, connectionOf, type Connection } from '../store/connections.ts'
import { changeDelivery, deliveriesOf } from '../store/deliveries.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'

const erased = {
  sealedSecrets: null,
  sealedWebhookSecret: null,
  pausedSince: null,
  pausedUntil: null,
  pauseFault: null,
}

/** What becomes of the tickets that are linked already (AX1). */
export type OldTickets = 'stop' | 'keep-following'

/**
 * Takes a connection out of use (A61–A63, AX1). Its tickets stay linked. `stop` erases the credentials;
 * `keep-following` keeps them, for reading only. Creations that were not sent are parked (AX23).
 */
export async function disconnect(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; oldTickets: OldTickets },
): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    const connection = await connectionOf(tx, actor.workspaceId, of.connectionId)
    if (!connection) throw notFound('connection')
    if (connection.state === 'disconnected')
      throw new Refusal('conflict', `${connection.name} is disconnected already.`)
    if (connection.state === 'draft')
      throw new Refusal('conflict', `${connection.name} is a draft: delete it instead.`)
    await takeOut(deps, tx, { actor, connection, oldTickets: of.oldTickets })
  })
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: of.connectionId })
}

/** The same inside a transaction of the caller's. */
export async function takeOut(
  deps: Deps,
  tx: Db,
  of: { actor: Actor; connection: Connection; oldTickets: OldTickets },
): Promise<void> {
  const { actor, connection } = of
  const now = deps.ctx.now()
  const stop = of.oldTickets === 'stop'
  await changeConnection(tx, connection.id, {
    state: stop ? 'disconnected' : 'following',
    ...(stop ? erased : {}),
    updatedAt: now,
  })
  const waitingFor = `${connection.name} was disconnected before this was sent; it is never sent elsewhere by itself`
  const parked = { waitingFor, waitsForRouteId: null, nextAttemptAt: null, updatedAt: now }
  for (const delivery of await deliveriesOf(tx, connection.id, ['queued', 'waiting'])) {
    if (delivery.kind !== 'create' && !stop) continue
    await changeDelivery(tx, delivery.id, { ...parked, state: 'parked' })
  }
  await record(within(deps, tx), actor, {
    action: 'connection.disconnected',
    target: connection,
    before: { state: connection.state },
    after: { state: stop ? 'disconnected' : 'following' },
  })
  const how = stop
    ? 'Status sync has stopped and the credentials are erased.'
    : 'Old tickets are still followed.'
  await addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId: actor.workspaceId,
    at: now,
    connectionId: connection.id,
    level: 'info',
    message: `${actor.name} disconnected ${connection.name}. ${how}`,
  })
}
