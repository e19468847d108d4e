import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathStep } from './path-step.ts'
import { ProviderError } from './provider.ts'

test.each(['', '.', '..'])('%j is no part of an address', (text) => {
  expect(() => pathStep(text)).toThrow(ProviderError)
})

test('Whatever else is given stays one step of the path, and nothing of the query', () => {
  const odd = fc.constantFrom('/', '?', '#', '%2e', '..', '\\', '\t', '%', ';', '&', ':', '@', '\ud800', '…')
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(odd, { maxLength: 6 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(!/^\.{0,2}$/u.test(text))
      const { pathname, search, hash, origin } = new URL(
        `https://tracker.example/issue/${pathStep(text)}/comment`,
      )
      expect([origin, search, hash]).toEqual(['https://tracker.example', '', ''])
      const [, first, step = '', last, ...more] = pathname.split('/')
      expect([first, last, more]).toEqual(['issue', 'comment', []])
      expect(decodeURIComponent(step)).toBe(text.toWellFormed())
    }),
    { numRuns: 500 },
  )
})
