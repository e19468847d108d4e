import { randomUUID } from 'node:crypto'
import { startJira } from '../simulators/jira/index.ts'
import { connect, type Database } from './ground.ts'
import { sideBySide, throughput } from './load.ts'
import { startServer } from './processes.ts'

type Row = (what: string, value: string, bar: string) => void

/** What rights, rate limits and the record cost a creation: the same hub with them and without, on databases of their own. */
export async function guardsCost(
  database: Database,
  env: Record<string, string> & { CROSSTIE_ADMIN_TOKEN: string },
  row: Row,
): Promise<void> {
  const jira = await startJira()
  const token = env.CROSSTIE_ADMIN_TOKEN
  // From its sources: what is put in the place of the guards replaces two of them.
  const script = ['src/cli/crosstie.ts', 'serve']
  const [own, other] = [await database.fresh('guarded'), await database.fresh('unguarded')]
  const guarded = await startServer(script, 3901, { ...env, DATABASE_URL: own.url })
  const open = await startServer(['--import', './bench/without-guards.ts', ...script], 3902, {
    ...env,
    DATABASE_URL: other.url,
  })
  for (const hub of [guarded, open]) await connect({ hub: hub.url, token, jira })
  const creations = (url: string) => () =>
    throughput(url, () => ({
      path: '/v1/tickets',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({
        title: `Measured ${randomUUID()}`,
        description: 'A description of more than sixteen characters.',
        priority: 'medium',
      }),
    }))
  const measured = await sideBySide(5, { yardstick: creations(open.url), ours: creations(guarded.url) })
  const rate = (value: number) => `${Math.round(value)}/s`
  row(
    'Creation with rights, limits, record ÷ without',
    `${measured.ratio.toFixed(2)} (${rate(measured.ours)})`,
    `at least 0.85 of ${rate(measured.yardstick)}`,
  )
  await guarded.stop()
  await open.stop()
  await jira.close()
}
