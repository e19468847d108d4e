import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A hub in a process of its own, which a test may kill. */
export interface HubProcess {
  url: string
  /**
   * Resolves when it answers, or was killed before: one that is to die at a step may come to it while it starts.
   * @param more what this one start is given besides: arguments for Node, and settings
   */
  start(more?: { node?: string[]; env?: Record<string, string> }): Promise<void>
  /** Resolves when it has ended; with a code if it did so by itself, with null if it was killed or never ran. */
  ended(): Promise<number | null>
  /** `kill -9`: nothing of it gets to say goodbye. */
  kill(): Promise<void>
  /** Asks it to end, and waits. */
  stop(): Promise<void>
}

const script = path.resolve(import.meta.dirname, '../../src/cli/crosstie.ts')

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
    async start({ node = [], env: more = {} } = {}) {
      const settings = { LOG_LEVEL: 'error', ...env, ...more, PORT: String(port), CROSSTIE_PUBLIC_URL: url }
      child = spawn(process.execPath, [...node, script, 'serve'], {
        env: { ...process.env, ...settings },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      await ready(url, child)
    },
    ended,
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
