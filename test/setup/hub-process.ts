import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A hub in a process of its own, which a test may kill. */
export interface HubProcess {
  url: string
  /**
   * Resolves when it answers, or was killed before: one that is to die at a step may come to it while it starts.
   * @param more what this one start is given besides: arguments for Node, and settings; `heard` is told all that it prints
   */
  start(more?: {
    node?: string[]
    env?: Record<string, string>
    heard?: (text: string) => void
  }): Promise<void>
  /** Its number while it runs. */
  pid(): number | undefined
  /** Resolves when it has ended; with a code if it did so by itself, with null if it was killed or never ran. */
  ended(): Promise<number | null>
  /** `kill -9`: nothing of it gets to say goodbye. */
  kill(): Promise<void>
  /** Asks it to end, and waits. */
  stop(): Promise<void>
}

const script = path.resolve(import.meta.dirname, '../../bin/crosstie.mjs')

/** Shared by all hubs of the tests, which start often. */
export const compileCache = path.join(tmpdir(), 'crosstie-tests-compile-cache')

/** @param env the hub's settings; PORT is chosen here */
export async function hubProcess(env: Record<string, string>): Promise<HubProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined

  async function ended(): Promise<number | null> {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return running?.exitCode ?? null
    return new Promise((resolve) => running.once('exit', resolve))
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const gone = ended()
    child?.kill(signal)
    await gone
  }

  return {
    url,
    async start({ node = [], env: more = {}, heard } = {}) {
      const settings = { LOG_LEVEL: 'error', ...env, ...more, PORT: String(port), CROSSTIE_PUBLIC_URL: url }
      child = spawn(process.execPath, [...node, script, 'serve'], {
        env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...settings },
        stdio: heard ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', 'inherit'],
      })
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => heard?.(text))
      }
      await ready(url, child)
    },
    ended,
    pid: () => child?.pid,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      if ((await fetch(`${url}/readyz`)).ok) return
    } catch {
      await wait(25)
    }
  }
  if (child.signalCode !== 'SIGKILL') throw new Error('The hub ended before it was ready.')
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No free port was given out.')
  return address.port
}
