// Writes a CycloneDX bill of materials of what runs: to standard output, or into the file that is named.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runsAtAll, type Lock } from './lock-file.ts'

const root = path.resolve(import.meta.dirname, '..')
const jsonOf = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'))

/**
 * npm leaves out of `npm sbom --omit dev` whatever a package for building needs as well, `pg` for one. So it is shown a
 * project without these.
 */
function projectThatRuns(folder: string): void {
  const own = { ...(jsonOf('package.json') as object), devDependencies: {} }
  const lock = jsonOf('package-lock.json') as Lock
  const packages = Object.entries(lock.packages)
    .filter(([place, entry]) => place === '' || runsAtAll(entry))
    .map(([place, entry]) => [place, place === '' ? { ...entry, devDependencies: {} } : entry])
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(own))
  const shown = { ...lock, packages: Object.fromEntries(packages) }
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(shown))
}

const above = mkdtempSync(path.join(tmpdir(), 'crosstie-sbom-'))
// npm calls the project by its folder.
const folder = path.join(above, 'crosstie')
mkdirSync(folder)
try {
  projectThatRuns(folder)
  const which = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const text = execFileSync('npm', ['sbom', ...which], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const file = process.argv[2]
  if (file === undefined) process.stdout.write(text)
  else writeFileSync(file, text)
} finally {
  rmSync(above, { recursive: true })
}
