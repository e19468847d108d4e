import { endPause } from '../connections/pause.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { switchedOffCode } from '../domain/fault.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { changeConnection, connectionOf, lockConnection } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'

/**
 * Switches an instance's synchronisation off or on (C34). While it is off nothing is sent and nothing is read; what was queued goes
 * on, and what changed there is caught up, when it is switched on (CX22).
 */
export async function switchSync(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; on: boolean },
): Promise<void> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, of.connectionId)
  if (!connection) throw notFound('instance')
  const isOff = connection.pauseFault?.code === switchedOffCode
  if (of.on !== isOff) return
  if (!of.on && connection.state !== 'active')
    throw new Refusal('conflict', `${connection.name} is not in use.`)
  const now = deps.ctx.now()
  await transact(deps.store.db, async (tx) => {
    if (of.on) await endPause({ ...deps, store: { ...deps.store, db: tx } }, connection)
    else {
      await lockConnection(tx, connection.id)
      const detail = `${actor.name} has switched synchronisation off.`
      const pauseFault = { kind: 'conflict' as const, code: switchedOffCode, detail }
      await changeConnection(tx, connection.id, { pausedSince: now, pausedUntil: null, pauseFault })
    }
    const entry = {
      id: deps.ctx.newId(),
      workspaceId: actor.workspaceId,
      at: now,
      connectionId: connection.id,
    }
    const what = of.on ? 'on: what changed meanwhile is caught up' : 'off: nothing is sent or read'
    await addLogEntry(tx, {
      ...entry,
      level: 'info',
      message: `${actor.name} switched synchronisation ${what}.`,
    })
    if (of.on)
      await addJob(tx, deps.jobs, { name: 'poll', data: { connectionId: connection.id }, key: connection.id })
  })
  if (of.on) deps.jobs.wake('poll')
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: connection.id })
}
