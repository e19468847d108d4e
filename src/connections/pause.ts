import type { Deps } from '../deps.ts'
import { isHeld, switchedOffCode, type Fault } from '../domain/fault.ts'
import { changeConnection, lockConnection, type Connection } from '../store/connections.ts'
import { releaseWaiting } from '../store/deliveries.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'

/** What a delivery waits for while its connection is paused, for people. */
export function waitsFor(name: string, pause: { fault: Fault | null; until: Date | null }): string {
  if (pause.fault?.code === switchedOffCode) return `synchronisation with ${name} is switched off`
  if (!pause.until) return `${name} needs an administrator`
  return pause.fault?.kind === 'rate-limited' ? `${name} asked for a pause` : `${name} cannot be reached`
}

/** Holds everything for a connection (invariant 8). `until` null: until a person has acted. */
export async function pauseConnection(
  deps: Deps,
  tx: Db,
  of: { connection: Connection; fault: Fault; until: Date | null },
): Promise<void> {
  const { connection, fault, until } = of
  const now = deps.ctx.now()
  // Several deliveries may meet the same fault at once; it is news only to the first.
  const before = await lockConnection(tx, connection.id)
  // Only a person ends such a one, so nothing may put a pause in its place that ends by itself.
  if (isHeld(before?.pauseFault)) return
  const pausedSince = before?.pausedSince ?? now
  await changeConnection(tx, connection.id, { pausedSince, pausedUntil: until, pauseFault: fault })
  const waitedForPerson = before?.pausedSince && !before.pausedUntil
  if (before?.pausedSince && (until || waitedForPerson)) return
  if (!until) await addJob(tx, deps.jobs, { name: 'alert', data: { connectionId: connection.id } })
  await addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId: connection.workspaceId,
    at: now,
    connectionId: connection.id,
    level: fault.kind === 'rate-limited' ? 'info' : 'error',
    message: until
      ? `${waitsFor(connection.name, { fault, until })}; everything for it waits and is tried again by itself.`
      : `${connection.name} is paused until an administrator has looked at it.`,
    fault,
  })
  deps.live.publish(connection.workspaceId, { topic: 'connections', id: connection.id })
}

/** The tracker has answered: ends a pause, if there is one that may end by itself. */
export async function resumeConnection(deps: Deps, connection: Connection): Promise<void> {
  if (!isHeld(connection.pauseFault)) await endPause(deps, connection)
}

/** Ends a pause, if there is one, and makes everything that waited for the connection due. */
export async function endPause(deps: Deps, connection: Connection): Promise<void> {
  if (!connection.pausedSince) return
  const now = deps.ctx.now()
  await transact(deps.store.db, async (tx) => {
    await changeConnection(tx, connection.id, { pausedSince: null, pausedUntil: null, pauseFault: null })
    await releaseWaiting(tx, deps.jobs, { connectionId: connection.id, now })
    await addLogEntry(tx, {
      id: deps.ctx.newId(),
      workspaceId: connection.workspaceId,
      at: now,
      connectionId: connection.id,
      level: 'info',
      message: `${connection.name} works again; what waited for it goes on.`,
    })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(connection.workspaceId, { topic: 'connections', id: connection.id })
}
