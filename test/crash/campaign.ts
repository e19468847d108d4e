// The long form of the crash campaign: `npm run crash -- --runs 1000 --seed 1 [--drawn] [--embedded]`.
// Ends with 1 when a request was doubled or lost.
import { parseArgs } from 'node:util'
import { isClean, report } from './report.ts'
import { runCampaign } from './run-campaign.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    drawn: { type: 'boolean', default: false },
    embedded: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error('Give whole numbers: npm run crash -- --runs 1000 --seed 1 [--drawn] [--embedded]')
  process.exit(2)
}

/** However slow the machine is, it ends. */
const mostMs = 600_000 + runs * 15_000

const enough = new AbortController()
const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (enough.signal.aborted) return endAtOnce()
    console.log('No further run. What was done is settled and judged; once more ends it at once.')
    enough.abort()
  })
}

function endAtOnce(): void {
  console.log('Stopped: the processes are ended, and nothing is judged.')
  stopped.abort()
}

console.log(
  `--runs ${runs} --seed ${seed}${values.drawn ? ' --drawn' : ''}${values.embedded ? ' --embedded' : ''} draws this campaign again.`,
)
try {
  const result = await runCampaign({
    runs: () => runs,
    seed,
    embedded: values.embedded,
    drawn: values.drawn,
    ways: ['answered', 'lost', 'again'],
    say: console.log,
    enough: enough.signal,
    signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(mostMs)]),
  })
  console.log(report(result))
  process.exit(isClean(result) ? 0 : 1)
} catch (error) {
  if (!stopped.signal.aborted) throw error
  process.exit(130)
}
