import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseWiql } from '../../simulators/azure-devops/wiql/parse.ts'
import { readTokens } from '../../simulators/jira/search/tokens.ts'
import { parseQuery } from '../../simulators/servicenow/query/parse.ts'
import { quoted as wiqlText } from './azure-devops/wiql.ts'
import { quoted as jqlText } from './jira/search.ts'
import { ProviderError } from './provider.ts'
import { above, all, contains, equals, isHarmless, oneOf } from './servicenow/query.ts'
import { anyText } from './testing/contract-world.ts'

const runs = { numRuns: 2_000 }

/** What Jira’s own grammar has between quotes: no quote, no backslash but of an escape, no control character. */
const jqlString = /^"(?:[^"\\\p{Cc}]|\\(?:["'\\ ntr]|u[0-9a-f]{4}))*"$/u

test('A text in JQL is one text, and the same text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(jqlText(text)).toMatch(jqlString)
      expect(
        readTokens(`labels = ${jqlText(text)} ORDER BY key`).map(({ kind, value }) => [kind, value]),
      ).toEqual([
        ['word', 'labels'],
        ['sign', '='],
        ['text', text],
        ['word', 'ORDER'],
        ['word', 'BY'],
        ['word', 'key'],
      ])
    }),
    runs,
  )
})

test('A text in WIQL is one text, and the same text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const query = `SELECT [System.Id] FROM WorkItems WHERE [System.Tags] CONTAINS ${wiqlText(text)} ORDER BY [System.Id]`
      const { where, order } = parseWiql(query)
      expect(where).toEqual({
        comparison: expect.objectContaining({
          field: 'System.Tags',
          operator: 'CONTAINS',
          operands: [{ kind: 'text', shift: 0, value: text }],
        }),
      })
      expect(order).toEqual([{ field: 'System.Id', descending: false }])
    }),
    runs,
  )
})

test('A text in a query of ServiceNow is one value of one condition, or no query comes into being', () => {
  const one = (query: string) => {
    const { groups, order, dropped } = parseQuery('incident', all('active=true', query))
    expect([groups.length, groups[0]?.map((either) => either.length), order, dropped]).toEqual([
      1,
      [1, 1],
      [],
      [],
    ])
    return groups[0]?.[1]?.[0]?.value
  }
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      if (!isHarmless(text)) {
        for (const build of [equals, contains, above])
          expect(() => build('number', text)).toThrow(ProviderError)
        expect(() => oneOf('number', [text, 'x'])).toThrow(ProviderError)
        return
      }
      for (const build of [equals, contains, above]) expect(one(build('number', text))).toBe(text)
      if (isHarmless(other)) expect(one(oneOf('number', [text, other]))?.split(',')).toEqual([text, other])
    }),
    runs,
  )
})
