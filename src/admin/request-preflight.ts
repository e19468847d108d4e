import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { connectionOf } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'

/** Asks for a look at all routes of a connection now. */
export async function requestPreflight(deps: Deps, actor: Actor, connectionId: string): Promise<void> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, connectionId)
  if (!connection) throw notFound('connection')
  if (connection.state !== 'active')
    throw new Refusal('conflict', `${connection.name} is not active, so no ticket goes there.`)
  await addJob(deps.store.db, deps.jobs, { name: 'preflight', data: { connectionId }, key: connectionId })
  deps.jobs.wake('preflight')
}
