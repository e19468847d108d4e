import { randomUUID } from 'node:crypto'
import { startDatabase } from './ground.ts'
import { startServer } from './processes.ts'
import { creationsAgainstBound } from './creations.ts'
import { spawn } from 'node:child_process'
const token = `ct_bench_${randomUUID()}`
const database = await startDatabase()
const sim = spawn(process.execPath, ['simulators/jira/start.ts'], {
  env: { ...process.env, PORT: '4990' },
  stdio: 'ignore',
})
await new Promise((r) => setTimeout(r, 2000))
const env: Record<string, string> = {
  DATABASE_URL: database.url,
  CROSSTIE_SECRET_KEY: 'a secret key for measurements only, 32 chars',
  CROSSTIE_ADMIN_TOKEN: token,
  CROSSTIE_ALLOWED_PRIVATE_HOSTS: '127.0.0.1:4990',
}
const args = process.argv[2] === 'prof' ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : []
const hub = await startServer([...args, 'src/cli/crosstie.ts', 'serve'], 3991, env)
const a = await fetch(hub.url + '/v1/connections', {
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: JSON.stringify({
    provider: 'jira',
    config: {
      site: 'http://127.0.0.1:4990',
      email: 'crosstie@example.com',
      token: 'jira-token',
      defaultProjectKey: 'INFRA',
    },
    destination: {},
  }),
})
const { id } = (await a.json()) as { id: string }
for (let i = 0; i < 3; i++)
  console.log(
    await creationsAgainstBound(database, {
      hub: hub.url,
      token,
      tracker: 'http://127.0.0.1:4990',
      connectionId: id,
    }),
  )
await hub.stop()
sim.kill()
await database.stop()
process.exit(0)
