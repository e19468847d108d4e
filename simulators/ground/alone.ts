import type { SimulatorOptions } from './simulator.ts'

/** Runs a simulator as a process of its own: `PORT` and `HOST` say where, a signal ends it. */
export async function runAlone(
  name: string,
  usualPort: number,
  start: (options: SimulatorOptions) => Promise<{ url: string; close: () => Promise<void> }>,
): Promise<void> {
  const port = Number(process.env['PORT'] ?? usualPort)
  const host = process.env['HOST'] ?? '127.0.0.1'
  const simulator = await start({ port, host })
  process.stdout.write(`Simulated ${name} on ${simulator.url}, switches on ${simulator.url}/_simulator\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close())
  }
}
