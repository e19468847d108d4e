import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const docs = path.resolve(import.meta.dirname, '../../docs')
const page = readFileSync(path.join(docs, 'security.md'), 'utf8')

/** Every requirement of ASVS 5.0.0 up to level 2, by section. */
const requirements = `
1.1: 1 2|1.2: 1 2 3 4 5 6 7 8 9|1.3: 1 2 3 4 5 6 7 8 9 10 11|1.4: 1 2 3|1.5: 1 2|2.1: 1 2 3
2.2: 1 2 3|2.3: 1 2 3 4|2.4: 1|3.2: 1 2|3.3: 1 2 3 4|3.4: 1 2 3 4 5 6|3.5: 1 2 3 4 5|3.7: 1 2
4.1: 1 2 3|4.2: 1|4.3: 1 2|4.4: 1 2 3 4|5.1: 1|5.2: 1 2 3|5.3: 1 2|5.4: 1 2 3|6.1: 1 2 3
6.2: 1 2 3 4 5 6 7 8 9 10 11 12|6.3: 1 2 3 4|6.4: 1 2 3 4|6.5: 1 2 3 4 5|6.6: 1 2 3|6.8: 1 2 3 4
7.1: 1 2 3|7.2: 1 2 3 4|7.3: 1 2|7.4: 1 2 3 4 5|7.5: 1 2|7.6: 1 2|8.1: 1 2|8.2: 1 2 3|8.3: 1
8.4: 1|9.1: 1 2 3|9.2: 1 2 3 4|10.1: 1 2|10.2: 1 2|10.3: 1 2 3 4|10.4: 1 2 3 4 5 6 7 8 9 10 11
10.5: 1 2 3 4 5|10.6: 1 2|10.7: 1 2 3|11.1: 1 2|11.2: 1 2 3|11.3: 1 2 3|11.4: 1 2 3 4|11.5: 1
11.6: 1|12.1: 1 2 3|12.2: 1 2|12.3: 1 2 3 4|13.1: 1|13.2: 1 2 3 4 5|13.3: 1 2|13.4: 1 2 3 4 5
14.1: 1 2|14.2: 1 2 3 4|14.3: 1 2 3|15.1: 1 2 3|15.2: 1 2 3|15.3: 1 2 3 4 5 6 7|16.1: 1
16.2: 1 2 3 4 5|16.3: 1 2 3 4|16.4: 1 2 3|16.5: 1 2 3|17.1: 1|17.2: 1 2 3 4|17.3: 1 2
`
  .trim()
  .split(/[|\n]/u)
  .flatMap((section) => {
    const [name, numbers = ''] = section.split(': ')
    return numbers.split(' ').map((number) => `${name}.${number}`)
  })

interface Row {
  ids: string[]
  state: string
  proof: string
}

const rows = page
  .split('\n')
  .map((line) => /^\| ((?:API\d|\d+\.\d+\.)[^|]*) \| [^|]+ \| ([^|]+) \| (.+) \|$/u.exec(line))
  .filter((found) => found !== null)
  .map(([, ids = '', state = '', proof = '']): Row => ({
    ids: ids.split(', ').flatMap(spread),
    state,
    proof,
  }))

/** “10.4.1–10.4.3” are three. */
function spread(ids: string): string[] {
  const [, section, first, last] = /^([\d.]+)\.(\d+)–\1\.(\d+)$/u.exec(ids) ?? []
  if (section === undefined) return [ids]
  const count = Number(last) - Number(first) + 1
  return Array.from({ length: count }, (_, at) => `${section}.${Number(first) + at}`)
}

/** `[file](place) “sentence”` */
const cited = (proof: string) =>
  [...proof.matchAll(/\]\((\.\.\/[^)]+\.test\.tsx?)\) “(.*?)”(?=; |\. |$)/gu)].map(
    ([, file = '', sentence = '']) => ({ file, sentence }),
  )

const linked = (proof: string) => [...proof.matchAll(/\]\(([^)]+)\)/gu)].map(([, place = '']) => place)

describe('docs/security.md', () => {
  test('has each requirement of ASVS 5.0 up to level 2 once, and the ten of the API Top 10', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `API${at + 1}`)
    expect(requirements).toHaveLength(253)
    expect(rows.flatMap(({ ids }) => ids).sort()).toEqual([...requirements, ...ten].sort())
  })

  test.each(rows)('$ids.0: $state, and what it points at is there', ({ state, proof }) => {
    const tests = cited(proof)
    for (const { file, sentence } of tests) {
      const source = readFileSync(path.join(docs, file), 'utf8')
      const begins = ["'", '"', '`'].some((quote) => source.includes(quote + sentence))
      expect([file, sentence, begins]).toEqual([file, sentence, true])
    }
    expect(tests).toHaveLength(linked(proof).filter((place) => /\.test\.tsx?$/u.test(place)).length)
    expect(tests.length > 0).toBe(['tested', 'partly'].includes(state))
    if (state === 'partly') expect(proof).toMatch(/\. Left: .{10,}/u)
    if (tests.length === 0) expect(proof).toMatch(state === 'documented' ? /\]\(|`\/docs`/u : /\w+ \w+/u)
    expect([
      'tested',
      'partly',
      'documented',
      'by design',
      'operator',
      'not done',
      'does not apply',
    ]).toContain(state)
  })

  test('leads to files and headings that are there', () => {
    for (const place of linked(page).filter((one) => !one.startsWith('http'))) {
      const [file = '', heading] = place.split('#')
      const whole = file === '' ? path.join(docs, 'security.md') : path.join(docs, file)
      expect([place, existsSync(whole)]).toEqual([place, true])
      if (heading) expect([place, headingsOf(whole)]).toEqual([place, expect.arrayContaining([heading])])
    }
  })

  test('counts itself', () => {
    const counts = rows.reduce((sum, { state, ids }) => {
      if (ids[0]?.startsWith('API')) return sum
      return sum.set(state, (sum.get(state) ?? 0) + ids.length)
    }, new Map<string, number>())
    for (const [state, count] of counts) expect(page).toContain(`${count} ${state}`)
  })
})

function headingsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gmu)
  return [...headings].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}
