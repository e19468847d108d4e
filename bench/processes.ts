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

export async function startServer(
  script: string[],
  port: number,
  env: Record<string, string>,
): Promise<Server> {
  const started = performance.now()
  const child = spawn(process.execPath, script, {
    env: { ...process.env, LOG_LEVEL: 'warn', ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await ready(url, child)
  return {
    url,
    pid: child.pid ?? 0,
    readyMs: performance.now() - started,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The server at ${url} ended with ${child.exitCode}.`)
    try {
      if ((await fetch(`${url}/readyz`)).ok) return
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
