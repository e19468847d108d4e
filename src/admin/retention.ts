import { record } from '../audit/record.ts'
import { follows } from '../connections/follows.ts'
import { limitsOf } from '../connections/limits.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import { allConnections, connectionOf, findConnection, type Connection } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'
import { countDue, removeDue, type Retention, type RetentionCount } from '../store/retention.ts'

const dayMs = 86_400_000
const perTransaction = 200

/** What retention would remove of a connection now. Removes nothing. */
export async function retentionPreview(
  deps: Deps,
  actor: Actor,
  connectionId: string,
): Promise<RetentionCount> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, connectionId)
  if (!connection) throw notFound('connection')
  return countDue(deps.store.db, retentionOf(deps, connection))
}

/** Asks for it to be removed now instead of tonight; answers what will be. */
export async function requestRetention(
  deps: Deps,
  actor: Actor,
  connectionId: string,
): Promise<RetentionCount> {
  const count = await retentionPreview(deps, actor, connectionId)
  await addJob(deps.store.db, deps.jobs, {
    name: 'retention',
    data: { connectionId, askedBy: actor.name },
    key: connectionId,
  })
  await record(deps, actor, {
    action: 'retention.asked-for',
    target: { id: connectionId, name: '' },
    after: { ...count },
  })
  deps.jobs.wake('retention')
  return count
}

/** Every night: all connections that keep their tickets for a time or up to a number (B7, B8). */
export async function requestAllRetention(deps: Deps): Promise<void> {
  for (const connection of await allConnections(deps.store.db)) {
    const { before, keepCount } = retentionOf(deps, connection)
    if (!before && keepCount === null) continue
    const { id } = connection
    await addJob(deps.store.db, deps.jobs, { name: 'retention', data: { connectionId: id }, key: id })
  }
  deps.jobs.wake('retention')
}

/** Removes what is due, a part at a time so that nobody waits long for a lock, and writes down how many there were. */
export async function applyRetention(
  deps: Deps,
  of: { connectionId: string; askedBy?: string },
): Promise<void> {
  const connection = await findConnection(deps.store.db, of.connectionId)
  if (!connection) return
  const retention = retentionOf(deps, connection)
  const now = deps.ctx.now()
  let removed = 0
  for (;;) {
    const step = await transact(deps.store.db, (tx) =>
      removeDue(tx, { ...retention, limit: perTransaction, now }),
    )
    removed += step
    if (step === 0 || deps.jobs.closing) break
  }
  if (removed === 0) return
  const { workspaceId, name } = connection
  const who = of.askedBy ? `, as ${of.askedBy} asked` : ''
  await addLogEntry(deps.store.db, {
    id: deps.ctx.newId(),
    workspaceId,
    at: now,
    connectionId: connection.id,
    level: 'info',
    message: `Retention removed ${removed} ${removed === 1 ? 'ticket' : 'tickets'} of ${name}${who}; which alarm has which issue is kept.`,
  })
  deps.live.publish(workspaceId, { topic: 'tickets' })
}

function retentionOf(deps: Deps, connection: Connection): Retention {
  const { keepDays, keepCount } = limitsOf(deps.trackers.provider(connection.provider), connection)
  return {
    workspaceId: connection.workspaceId,
    connectionId: connection.id,
    before: keepDays === null ? null : new Date(deps.ctx.now().getTime() - keepDays * dayMs),
    keepCount,
    follows: follows(deps, connection),
  }
}
