import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openStore } from '../../src/store/open.ts'

/** A PostgreSQL server of the campaign's own. */
export interface Server {
  /** Address of an empty database on it. */
  url: string
  /** `kill -9`, and up again. */
  crash(): Promise<void>
  stop(): Promise<void>
}

const script = path.resolve(import.meta.dirname, '../setup/postgres-server.ts')

export async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const said = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('The PostgreSQL server ended.')
    return value
  }
  const root = await said()
  const admin = await openStore({ url: `${root}/postgres`, maxConnections: 1 })
  await admin.pool.query('create database crash')
  await admin.close()
  return {
    url: `${root}/crash`,
    async crash() {
      child.stdin.write('crash\n')
      await said()
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}
