import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitsGlob } from './glob.ts'

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
const asRegExp = (pattern: string) => new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 'su')

test('A pattern fits what the same regular expression fits', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '\n'), maxLength: 8 })
  fc.assert(
    fc.property(short, short, (pattern, text) => {
      expect(fitsGlob(pattern, text)).toBe(asRegExp(pattern).test(text))
    }),
    { numRuns: 2_000 },
  )
})

test('A text fits itself with any part of it replaced by a star', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), (text, one, other) => {
      const [from, to] = [one % (text.length + 1), other % (text.length + 1)].toSorted((a, b) => a - b)
      expect(fitsGlob(`${text.slice(0, from)}*${text.slice(to)}`, text)).toBe(true)
    }),
  )
})

test('Case counts, and the parts beside a star do not overlap', () => {
  expect(fitsGlob('Core*', 'core 1')).toBe(false)
  expect(fitsGlob('aba*aba', 'aba')).toBe(false)
  expect(fitsGlob('*', '')).toBe(true)
})

test('A pattern of many stars is no slower than its length', () => {
  const text = 'a'.repeat(10_000)
  expect(fitsGlob(`${'*a'.repeat(250)}*b`, text)).toBe(false)
})
