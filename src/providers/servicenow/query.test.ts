import { expect, test } from 'vitest'
import { ProviderError } from '../provider.ts'
import { all, contains, equals, isHarmless, momentOf, oneOf, stampOf } from './query.ts'

test('Conditions are joined as ServiceNow reads them', () => {
  const query = all(
    equals('correlation_id', '0199-ab'),
    oneOf('name', ['incident', 'task']),
    contains('value', 'x'),
  )
  expect(query).toBe('correlation_id=0199-ab^nameINincident,task^valueLIKEx')
})

test.each([
  'x^ORsys_idISNOTEMPTY',
  'x^^y',
  'a,b',
  'javascript:gs.getUserID()',
  'x\n^y',
  'x\u0000',
  '',
  ' x',
  '=1',
  '😀',
  'x'.repeat(40_000),
])('A value such as %j never gets into a query', (value) => {
  expect(isHarmless(value)).toBe(false)
  for (const build of [equals, contains, (field: string, text: string) => oneOf(field, ['ok', text])]) {
    expect(() => build('correlation_id', value)).toThrow(ProviderError)
  }
})

test.each(['crosstie.integration', 'ada@acme.example', 'ACME\\ada', 'Ünï Cödé', '0199-4f'])(
  'A value such as %s may stand as it is',
  (value) => {
    expect(equals('user_name', value)).toBe(`user_name=${value}`)
  },
)

test('Moments are written and read in UTC, to the second', () => {
  const moment = Date.UTC(2026, 2, 1, 10, 0, 59, 999)
  expect(stampOf(moment)).toBe('2026-03-01 10:00:59')
  expect(momentOf('2026-03-01 10:00:59')?.toISOString()).toBe('2026-03-01T10:00:59.000Z')
  for (const odd of ['', '01-03-2026 10:00:59', '2026-03-01', '2026-13-41 10:00:59', undefined]) {
    expect(momentOf(odd)).toBeUndefined()
  }
})
