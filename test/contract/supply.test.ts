import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { nameOf, runsAtAll, type Lock } from '../../scripts/lock-file.ts'

const root = path.resolve(import.meta.dirname, '../..')
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')
const lock = JSON.parse(textOf('package-lock.json')) as Lock
const own = JSON.parse(textOf('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  scripts: Record<string, string>
  allowScripts: Record<string, boolean>
}
const entries = Object.entries(lock.packages).filter(([place]) => place !== '')
const running = entries.filter(([, entry]) => runsAtAll(entry))

/** They ask for no more than that their words are kept. */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  '(MIT OR CC0-1.0)',
])

test('The bill of materials names every package that runs, with its version and licence', () => {
  const text = execFileSync(process.execPath, [path.join(root, 'scripts/sbom.ts')], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const sbom = JSON.parse(text) as {
    bomFormat: string
    metadata: { component: { name: string; version: string } }
    components: { name: string; version: string; licenses?: object[]; hashes?: object[] }[]
  }
  expect([sbom.bomFormat, sbom.metadata.component.name]).toEqual(['CycloneDX', 'crosstie'])
  const named = sbom.components.map(({ name, version }) => `${name}@${version}`)
  const wanted = running.map(([place, { version }]) => `${nameOf(place)}@${version}`)
  expect(named.sort()).toEqual([...new Set(wanted)].sort())
  for (const { name, licenses = [], hashes = [] } of sbom.components) {
    expect([name, licenses.length, hashes.length]).toEqual([name, 1, 1])
  }
})

describe('The lock file', () => {
  test('says of every package which bytes it is, and nowhere from where it comes', () => {
    for (const [place, { integrity, resolved }] of entries) {
      expect([place, integrity, resolved]).toEqual([place, expect.stringMatching(/^sha512-/u), undefined])
    }
  })

  test('has no package among those that run that has a script of its own at its installation', () => {
    expect(running.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
    expect(own.allowScripts).toEqual({ node: true })
  })

  test.each(running)('%s has a licence that lets it be used', (_, { license }) => {
    expect([...permissive]).toContain(license)
  })
})

test('Nothing of ours runs when Crosstie is installed', () => {
  const moments = new Set([
    'preinstall',
    'install',
    'postinstall',
    'prepare',
    'prepublish',
    'preprepare',
    'postprepare',
  ])
  expect(Object.keys(own.scripts).filter((name) => moments.has(name))).toEqual([])
})

test('Every dependency stands in docs/dependencies.md with what it is for, and nothing else does', () => {
  const [before = '', after = ''] = textOf('docs/dependencies.md').split('## For building and testing')
  const listed = (part: string) =>
    [...part.matchAll(/^\| (`[^|]+) \| .{5,} \|$/gmu)].flatMap(([, names = '']) =>
      [...names.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name),
    )
  expect(listed(before).sort()).toEqual(Object.keys(own.dependencies).sort())
  const building = Object.keys(own.devDependencies).filter((name) => !name.startsWith('@types/'))
  expect(listed(after).sort()).toEqual([...building, '@types/*'].sort())
})
