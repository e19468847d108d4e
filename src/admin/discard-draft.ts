import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { connectionOf, removeConnection } from '../store/connections.ts'
import { transact } from '../store/open.ts'

/** Deletes a connection that was never used, with its credentials. */
export async function discardDraft(deps: Deps, actor: Actor, connectionId: string): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    const connection = await connectionOf(tx, actor.workspaceId, connectionId)
    if (!connection) throw notFound('connection')
    if (connection.state !== 'draft')
      throw new Refusal('conflict', `${connection.name} was in use: its tickets need it, so it is kept.`)
    await removeConnection(tx, connection.id)
    await record(within(deps, tx), actor, {
      action: 'connection.draft-deleted',
      target: connection,
    })
  })
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: connectionId })
}
