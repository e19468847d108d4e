import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { TestProject } from 'vitest/node'
import { openStore } from '../../src/store/open.ts'
import { prepareTemplate } from './template.ts'

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
  const script = path.join(import.meta.dirname, 'postgres-server.ts')
  const server = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const url = await firstLine(server.stdout)
  const admin = await openStore({ url: `${url}/postgres`, maxConnections: 1 })
  await admin.pool.query(`create database ${template}`)
  await admin.close()
  await prepareTemplate({ url: `${url}/${template}` })
  project.provide('postgres', url)
  return async () => {
    server.stdin.end()
    await ended
  }
}

async function firstLine(output: Readable): Promise<string> {
  for await (const line of createInterface(output)) return line
  throw new Error('The PostgreSQL server of the tests did not start.')
}
