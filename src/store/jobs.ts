import { sql, type RawBuilder } from 'kysely'
import type { Job, JobName, JobQueue } from '../domain/jobs.ts'
import type { Db } from './open.ts'

/** The queue's own statement as a part of one of ours, so that work and job are stored together or not at all. */
export function jobSql<N extends JobName>(jobs: JobQueue, job: Job<N>): RawBuilder<unknown> {
  const { text, parameter } = jobs.statement(job)
  const [before = '', after = ''] = text.split('$1')
  return sql`${sql.raw(before)}${parameter}${sql.raw(after)}`
}

/** Stores a job in the given transaction. */
export async function addJob<N extends JobName>(db: Db, jobs: JobQueue, job: Job<N>): Promise<void> {
  await jobSql(jobs, job).execute(db)
}
