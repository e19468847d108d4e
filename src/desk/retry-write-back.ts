import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { addWriteBackJobs } from '../store/jobs.ts'
import { transact } from '../store/open.ts'
import { addEvent } from '../store/tickets.ts'
import { writeBackOf } from '../store/write-back-views.ts'
import { requeueWriteBacks } from '../store/write-backs.ts'

/**
 * Tells an alarm’s console about the ticket again, now.
 * @throws {Refusal} when there is nothing that failed or waits
 */
export async function retryWriteBack(deps: Deps, actor: Actor, alarmId: string): Promise<void> {
  const { workspaceId } = actor
  const ticketId = await transact(deps.store.db, async (tx) => {
    const row = await writeBackOf(tx, workspaceId, alarmId)
    if (!row) throw notFound('write-back')
    const at = deps.ctx.now()
    const queued = await requeueWriteBacks(tx, { findingId: alarmId, ticketId: row.ticketId }, at)
    if (queued.length === 0) {
      throw new Refusal(
        'conflict',
        `The write-back is ${row.state}; only one that failed or waits can be retried.`,
      )
    }
    await addWriteBackJobs(
      tx,
      deps.jobs,
      queued.map(({ sourceId }) => sourceId),
    )
    const event = { id: deps.ctx.newId(), workspaceId, ticketId: row.ticketId, at }
    const text = `${actor.name} asked to tell ${row.source} the ticket again.`
    await addEvent(tx, { ...event, kind: 'write-back', actor: actor.name, text })
    return row.ticketId
  })
  deps.jobs.wake('write-back')
  deps.live.publish(workspaceId, { topic: 'alarms', id: alarmId })
  deps.live.publish(workspaceId, { topic: 'tickets', id: ticketId })
}
