// Runs the conformance suite of every provider and writes docs/conformance.md: provider × rule.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
})

const suffix = ' keeps the provider contract'
const marks: Record<string, string> = { passed: '✓', failed: '✗' }

function run(): z.infer<typeof report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'crosstie-conformance-'))
  const file = path.join(folder, 'report.json')
  const which = ['run', '--project', 'unit', 'src/providers', '-t', suffix.trim()]
  spawnSync('vitest', [...which, '--reporter=json', `--outputFile=${file}`], { stdio: 'inherit' })
  const said = report.parse(JSON.parse(readFileSync(file, 'utf8')))
  rmSync(folder, { recursive: true })
  return said
}

const rules = new Map<string, Map<string, string>>()
const providers = new Set<string>()
for (const { assertionResults } of run().testResults) {
  for (const { ancestorTitles, title, status } of assertionResults) {
    const [whole = '', ...groups] = ancestorTitles.filter((name) => name !== '')
    if (!whole.endsWith(suffix)) continue
    const provider = whole.slice(0, -suffix.length)
    providers.add(provider)
    const rule = [...groups, title].join(': ')
    const row = rules.get(rule) ?? new Map<string, string>()
    rules.set(rule, row.set(provider, marks[status] ?? '–'))
  }
}

const columns = [...providers].sort()
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
const all = [...rules.values()].flatMap((row) => Array.from(row.values()))
const passed = all.filter((mark) => mark === '✓').length
const text = [
  '# Conformance',
  '',
  'Every provider passes the same rules (`src/providers/contract.ts`) against its simulated tracker. Made by',
  '`npm run conformance`; ✓ holds, ✗ broken, – does not apply to what the provider declares.',
  '',
  `${passed} of ${all.length} hold.`,
  '',
  line(['rule', ...columns]),
  line(['---', ...columns.map(() => '---')]),
  ...[...rules].map(([rule, row]) => line([rule, ...columns.map((name) => row.get(name) ?? '–')])),
  '',
].join('\n')
writeFileSync('docs/conformance.md', text)
console.log(`docs/conformance.md: ${passed} of ${all.length} hold.`)
