import { sql } from 'kysely'
import type { Job, JobName, JobQueue } from '../domain/jobs.ts'
import type { Db } from './open.ts'

/** Stores a job in the given transaction, by the queue's own statement. */
export async function addJob<N extends JobName>(db: Db, jobs: JobQueue, job: Job<N>): Promise<void> {
  const { text, parameter } = jobs.statement([job])
  const [before = '', after = ''] = text.split('$1')
  await sql`${sql.raw(before)}${parameter}${sql.raw(after)}`.execute(db)
}
