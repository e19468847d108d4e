import { startJira } from './index.ts'

const port = Number(process.env['PORT'] ?? 4010)
const host = process.env['HOST'] ?? '127.0.0.1'
const simulator = await startJira({ port, host })
process.stdout.write(`Simulated Jira on ${simulator.url}, switches on ${simulator.url}/_simulator\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close())
}
