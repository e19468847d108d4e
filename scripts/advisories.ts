// Fails where a package of the lock file has a known weakness of the level high or critical; says so where nobody can be asked.
import { spawnSync } from 'node:child_process'
import { z } from 'zod'

const Report = z.object({
  metadata: z.object({ vulnerabilities: z.record(z.string(), z.number()) }),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
})

const { stdout } = spawnSync(
  'npm',
  ['audit', '--json', '--package-lock-only', '--fetch-retries=0', '--fetch-timeout=20000'],
  {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  },
)
const report = Report.safeParse(readJson(stdout))
if (!report.success) {
  console.log('npm audit: skipped, because this registry does not answer it.')
} else {
  const grave = Object.entries(report.data.vulnerabilities).filter(([, { severity }]) =>
    ['high', 'critical'].includes(severity),
  )
  const { total = 0 } = report.data.metadata.vulnerabilities
  console.log(`npm audit: ${total} known, ${grave.length} of them high or critical.`)
  for (const [name, { severity, range }] of grave) console.error(`  ${name} ${range}: ${severity}`)
  process.exitCode = grave.length > 0 ? 1 : 0
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
