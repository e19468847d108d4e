import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { jqlDate } from './dates.ts'
import { parseJql } from './parse.ts'

test('clauses, lists and an order are read', () => {
  expect(
    parseJql(`project in (A, 'B c') AND labels = "x:1" and updated >= -15m ORDER BY updated ASC, key desc`),
  ).toEqual({
    clauses: [
      { field: 'project', operator: 'in', values: ['A', 'B c'] },
      { field: 'labels', operator: '=', values: ['x:1'] },
      { field: 'updated', operator: '>=', values: ['-15m'] },
    ],
    orders: [
      { field: 'updated', descending: false },
      { field: 'key', descending: true },
    ],
  })
})

test('any text survives quoting with backslashes', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      const quoted = text.replace(/["\\]/g, String.raw`\$&`)
      expect(parseJql(`labels = "${quoted}"`).clauses[0]?.values).toEqual([text])
    }),
  )
})

test.each([
  ['labels = a.b', 'reserved JQL character'],
  ['labels = and', 'reserved JQL word'],
  ['labels = "a', 'not been completed'],
  [String.raw`labels = "a\q"`, 'illegal JQL escape'],
  ['labels', 'Expecting an operator'],
  ['labels = a OR labels = b', "Expecting 'AND'"],
  ['labels = a AND', "Expecting a field name after 'AND'"],
  ['labels in (a', "Expecting ',' or ')'"],
  ['labels = a ORDER updated', "Expecting 'BY'"],
])('%s is refused: %s', (jql, words) => {
  expect(() => parseJql(jql)).toThrow(words)
})

const noon = Date.UTC(2026, 10, 22, 12)

test.each([
  ['1795348800000', 'UTC', 1_795_348_800_000],
  ['2026-11-22 12:00', 'UTC', noon],
  ['2026-11-22 13:00', 'Europe/Paris', noon],
  ['2026/11/22 07:00', 'America/New_York', noon],
  ['2026-11-22', 'UTC', Date.UTC(2026, 10, 22)],
  ['2026-03-29 03:00', 'Europe/Paris', Date.UTC(2026, 2, 29, 1)],
  ['-90m', 'UTC', noon - 5_400_000],
  ['yesterday', 'UTC', undefined],
])('the JQL date %s in %s is %s', (text, timeZone, moment) => {
  expect(jqlDate(text, { now: noon, timeZone })).toBe(moment)
})
