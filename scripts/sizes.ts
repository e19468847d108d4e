// The size bars of docs/architecture.md: median and 90th percentile of the source files' lines.
// The longest file is the linter's business (max-lines).
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const bars = { median: 80, ninetieth: 200 }

const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !/\.test\.tsx?$/u.test(file))
const lines = files.map((file) => readFileSync(file, 'utf8').split('\n').length).sort((a, b) => a - b)
const at = (share: number) => lines[Math.floor((lines.length - 1) * share)] ?? 0
const [median, ninetieth] = [at(0.5), at(0.9)]

console.log(`${lines.length} source files: median ${median} lines, 90th percentile ${ninetieth}.`)
if (median > bars.median || ninetieth > bars.ninetieth) {
  console.error(`The bars are a median of ${bars.median} and a 90th percentile of ${bars.ninetieth} lines.`)
  process.exit(1)
}
