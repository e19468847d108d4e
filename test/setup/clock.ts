import type { Context } from '../../src/domain/context.ts'
import type { OpenStore } from '../../src/store/open.ts'

/** A clock that moves only when a test moves it. */
export interface TestClock {
  now(): Date
  /** Moves time on; jobs that wait for a moment become due as they would. */
  advance(ms: number): Promise<void>
  context: Pick<Context, 'now' | 'sleep'>
}

export function createClock(
  store: Pick<OpenStore, 'pool'>,
  start = new Date('2026-11-22T08:00:00.000Z'),
): TestClock {
  let time = start.getTime()
  let movedAt = '-infinity'
  // A little time passes with every look, so that no two events are at the same moment.
  const now = () => new Date((time += 1))
  return {
    now,
    async advance(ms) {
      time += ms
      // The queue waits by the database's clock: what has really passed since is given back to each job, or a slow machine
      // would call for it before its time has come here.
      const { rows } = await store.pool.query(
        `with moved as (
           update pgboss.job
           set start_after = start_after + (clock_timestamp() - greatest(created_on, cast($2 as timestamptz)))
             - cast($1 as interval)
           where state in ('created', 'retry'))
         select clock_timestamp()::text as at`,
        [`${ms} milliseconds`, movedAt],
      )
      movedAt = (rows[0] as { at: string }).at
    },
    context: {
      now,
      async sleep(ms) {
        time += ms
      },
    },
  }
}
