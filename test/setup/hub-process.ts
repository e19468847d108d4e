import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A hub in a process of its own, which a test may kill. */
export interface HubProcess {
  url: string
  start(): Promise<void>
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

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const gone = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    await gone
  }

  return {
    url,
    async start() {
      child = spawn(process.execPath, [script, 'serve'], {
        env: { ...process.env, LOG_LEVEL: 'error', ...env, PORT: String(port), CROSSTIE_PUBLIC_URL: url },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      await ready(url, child)
    },
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
  throw new Error('The hub ended before it was ready.')
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
