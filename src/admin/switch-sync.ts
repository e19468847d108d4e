import { record } from '../audit/record.ts'
import { endPause } from '../connections/pause.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { isHeld, remedyOf, switchedOffCode } from '../domain/fault.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { changeConnection, lockConnection } from '../store/connections.ts'
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
  const now = deps.ctx.now()
  const changed = await transact(deps.store.db, async (tx) => {
    const connection = await lockConnection(tx, of.connectionId)
    if (connection?.workspaceId !== actor.workspaceId) throw notFound('instance')
    const isOff = connection.pauseFault?.code === switchedOffCode
    if (of.on !== isOff) return false
    if (!of.on && connection.state !== 'active')
      throw new Refusal('conflict', `${connection.name} is not in use.`)
    // What holds it for a person must not end with a switch that is turned off and on.
    if (isHeld(connection.pauseFault) && !isOff)
      throw new Refusal(
        'conflict',
        `${connection.name} is held: ${remedyOf({ kind: 'conflict', ...connection.pauseFault })}`,
      )
    if (of.on) await endPause(within(deps, tx), connection)
    else {
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
    await record(within(deps, tx), actor, {
      action: of.on ? 'instance.switched-on' : 'instance.switched-off',
      target: connection,
    })
    const what = of.on ? 'on: what changed meanwhile is caught up' : 'off: nothing is sent or read'
    await addLogEntry(tx, {
      ...entry,
      level: 'info',
      message: `${actor.name} switched synchronisation ${what}.`,
    })
    if (of.on)
      await addJob(tx, deps.jobs, { name: 'poll', data: { connectionId: connection.id }, key: connection.id })
    return true
  })
  if (!changed) return
  if (of.on) deps.jobs.wake('poll')
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: of.connectionId })
}
