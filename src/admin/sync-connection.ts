import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { connectionOf } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'

/** Asks for a poll of a connection now. */
export async function syncConnection(deps: Deps, actor: Actor, connectionId: string): Promise<void> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, connectionId)
  if (!connection) throw notFound('connection')
  if (connection.state === 'disconnected')
    throw new Refusal('conflict', `${connection.name} is disconnected.`)
  await addJob(deps.store.db, deps.jobs, { name: 'poll', data: { connectionId }, key: connectionId })
  deps.jobs.wake('poll')
}
