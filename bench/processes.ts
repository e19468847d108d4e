import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** A server in a process of its own, as in real use. */
export interface Server {
  url: string
  pid: number
  /** Milliseconds from the start of the process until `/readyz` answered. */
  readyMs: number
  stop(): Promise<void>
}

const running = new Set<ChildProcess>()
// A measurement that fails leaves nothing running.
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** Starts a process that ends with this one. */
function begin(args: string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

export async function startServer(
  script: string[],
  port: number,
  env: Record<string, string>,
): Promise<Server> {
  const started = performance.now()
  const child = begin(script, { LOG_LEVEL: 'warn', ...env, PORT: String(port) })
  const url = `http://127.0.0.1:${port}`
  await answering(`${url}/readyz`, child)
  return {
    url,
    pid: child.pid ?? 0,
    readyMs: performance.now() - started,
    stop: () => ended(child),
  }
}

/** A simulated Jira in a process of its own, so that its work is not the hub's. */
export async function startSimulator(port: number): Promise<Pick<Server, 'url' | 'stop'>> {
  const child = begin(['simulators/jira/start.ts'], { PORT: String(port) })
  const url = `http://127.0.0.1:${port}`
  await answering(`${url}/_simulator/calls`, child)
  return { url, stop: () => ended(child) }
}

function ended(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.kill('SIGTERM')
  return promise
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The server at ${url} ended with ${child.exitCode}.`)
    try {
      if ((await fetch(url)).ok) return
    } catch {
      await wait(10)
    }
  }
  throw new Error(`The server at ${url} did not become ready.`)
}

/** Memory that a process holds now, in MB. */
export function residentMb(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}
