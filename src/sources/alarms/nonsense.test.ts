import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOwnAlarms } from './own-form.ts'
import { alarmFormats } from './registry.ts'
import { now, refusals } from './testing/read.ts'
import { readAlarmLink } from './wire-names.ts'

const readers = [
  ...alarmFormats.map(({ name, read }) => [name, read] as const),
  ['own form', readOwnAlarms] as const,
  ['link', readAlarmLink] as const,
]

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((alerts) => ({ alerts: [alerts] }), {})

/** What PostgreSQL takes: no U+0000 and no half of a surrogate pair. */
const storable = (value: unknown) => {
  const text = JSON.stringify(value)
  return !text.includes(String.raw`\u0000`) && !/(?<!\\)(?:\\\\)*\\ud[89a-f]/iu.test(text)
}

test('the formats have different names', () => {
  expect(alarmFormats.map(({ name }) => name)).toEqual(['alertmanager', 'grafana'])
})

describe.each(readers)('Nonsense in %s', (_, read) => {
  test.each([
    ['null', null],
    ['nothing', undefined],
    ['an empty list', []],
    ['an empty object', {}],
    ['an empty text', ''],
    ['a text', 'text'],
    ['a number', 0],
    ['a list of lists', [[]]],
    ['a list of nothing', [null]],
    ['1,000 levels', nested(1_000)],
    ['1,000 levels of lists', JSON.parse('['.repeat(1_000) + ']'.repeat(1_000))],
  ])('such as %s is refused', (_name, body: unknown) => {
    for (const { field } of refusals(read(body, now))) expect(field).not.toBe('')
  })

  test('reaches no prototype', () => {
    const poison =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"alerts":[{"__proto__":{"polluted":1},' +
      '"status":"firing","labels":{"__proto__":"x","constructor":"y","a":"b"}}],"ruleId":1,"DMA ID":{"__proto__":1}}'
    read(JSON.parse(poison), now)
    expect({}).not.toHaveProperty('polluted')
  })

  const bits = [
    'alerts',
    'alarms',
    'labels',
    'annotations',
    'status',
    'firing',
    'fingerprint',
    'rootKey',
    'ruleId',
    'state',
    'ok',
    'evalMatches',
    'tags',
    'values',
    'startsAt',
    'DMA ID',
    '__proto__',
    '\u0000',
    '\uD83D',
  ]
  const word = fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'binary' }))
  const { body: anyBody } = fc.letrec((tie) => ({
    body: fc.oneof(
      { maxDepth: 6 },
      word,
      fc.double(),
      fc.constantFrom(null, true, undefined),
      fc.array(tie('body'), { maxLength: 4 }),
      fc.dictionary(word, tie('body'), { maxKeys: 5 }),
    ),
  }))

  test('of every kind gives alarms that can be kept, or refusals, but never nothing and never an error', () => {
    fc.assert(
      fc.property(fc.oneof(anyBody, fc.anything()), (body) => {
        const { alarms, warnings, refused } = read(body, now)
        expect(alarms.length + refused.length).toBeGreaterThan(0)
        expect(storable({ alarms, warnings })).toBe(true)
        for (const { message } of refused) expect(message).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
