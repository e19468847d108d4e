import { sql } from 'kysely'
import type { Job, JobName, JobQueue } from '../domain/jobs.ts'
import type { DeliveryKind, DeliveryState } from '../domain/ticket.ts'
import type { Db } from './open.ts'

/** Stores a job in the given transaction, by the queue's own statement. */
export function addJob<N extends JobName>(db: Db, jobs: JobQueue, job: Job<N>): Promise<void> {
  return addJobs(db, jobs, [job])
}

/** Stores jobs of one name with one statement. */
export async function addJobs<N extends JobName>(db: Db, jobs: JobQueue, list: Job<N>[]): Promise<void> {
  if (list.length === 0) return
  const { text, parameter } = jobs.statement(list)
  const [before = '', after = ''] = text.split('$1')
  await sql`${sql.raw(before)}${parameter}${sql.raw(after)}`.execute(db)
}

/**
 * Asks for a delivery to be brought a step further: a creation in its connection's lane, everything else by itself.
 *
 * @param after not before this moment
 */
export function addDeliveryJob(
  db: Db,
  jobs: JobQueue,
  of: {
    delivery: { id: string; connectionId: string; kind: DeliveryKind; state: DeliveryState }
    after?: Date | undefined
  },
): Promise<void> {
  const { id, connectionId, kind, state } = of.delivery
  const when = of.after ? { after: of.after } : {}
  return kind === 'create' && (state === 'queued' || state === 'waiting')
    ? addJob(db, jobs, { name: 'lane', data: { connectionId }, ...when })
    : addJob(db, jobs, { name: 'deliver', data: { deliveryId: id }, ...when })
}

/** Asks for the consoles of these sources to be told what is due. */
export const addWriteBackJobs = (db: Db, jobs: JobQueue, sourceIds: string[]) =>
  addJobs(
    db,
    jobs,
    sourceIds.map((sourceId) => ({ name: 'write-back' as const, data: { sourceId } })),
  )

const secondMs = 1_000

/** Asks for the alarms that wait for rules to be looked at, at each of these moments; one job a second is enough. */
export function addRuleJobs(db: Db, jobs: JobQueue, of: { workspaceId: string; at: Date[] }): Promise<void> {
  const { workspaceId } = of
  const bySecond = new Map(of.at.map((at) => [Math.floor(at.getTime() / secondMs), at]))
  return addJobs(
    db,
    jobs,
    [...bySecond].map(([second, after]) => ({
      name: 'alarm-rules' as const,
      data: { workspaceId },
      after,
      key: `${workspaceId}/${second}`,
    })),
  )
}
