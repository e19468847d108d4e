import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultOfStatus, kindOfStatus, retryAfterMs } from './status-fault.ts'

const now = new Date('2026-03-01T10:00:00Z')
const answer = (status: number, headers: Record<string, string> = {}, text = '') => ({
  status,
  headers,
  text,
  redact: (words: string) => words.replaceAll('hunter2', '•••'),
})

test.each([
  [302, 'bad-answer'],
  [400, 'invalid'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'invalid'],
  [408, 'unavailable'],
  [409, 'conflict'],
  [410, 'not-found'],
  [412, 'conflict'],
  [413, 'invalid'],
  [414, 'invalid'],
  [415, 'invalid'],
  [418, 'invalid'],
  [422, 'invalid'],
  [425, 'unavailable'],
  [429, 'rate-limited'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
])('A68, A69, A70 · %i is %s', (status, kind) => {
  expect(kindOfStatus(status)).toBe(kind)
})

test('Every status has a kind, and only 401 is a wrong credential', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 999 }), (status) => {
      expect(kindOfStatus(status) === 'unauthorized').toBe(status === 401)
    }),
  )
})

describe('AX20 · how long the tracker asks to wait', () => {
  test.each([
    ['seconds', 429, { 'retry-after': '30' }, 30_000],
    ['part of a second', 429, { 'retry-after': '0.5' }, 500],
    ['a date', 503, { 'retry-after': 'Sun, 01 Mar 2026 10:02:00 GMT' }, 120_000],
    ['a date in the past', 503, { 'retry-after': 'Sun, 01 Mar 2026 09:00:00 GMT' }, 0],
    ['beside a 200', 200, { 'retry-after': '5' }, 5000],
    ['a reset in epoch seconds', 429, { 'x-ratelimit-reset': String(now.getTime() / 1000 + 7) }, 7000],
    ['a reset as ISO 8601', 429, { 'x-ratelimit-reset': '2026-03-01T10:00:09Z' }, 9000],
    [
      'a reset beside a 200 asks for nothing',
      200,
      { 'x-ratelimit-reset': '2026-03-01T10:00:09Z' },
      undefined,
    ],
    ['nothing', 429, {}, undefined],
    ['nonsense', 429, { 'retry-after': 'soon' }, undefined],
  ])('%s', (...[, status, headers, expected]) => {
    expect(retryAfterMs(answer(status, headers), now)).toBe(expected)
  })

  test('a date counts from the tracker’s own clock', () => {
    const headers = { date: 'Sun, 01 Mar 2026 12:00:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 12:00:10 GMT' }
    expect(retryAfterMs(answer(429, headers), now)).toBe(10_000)
  })

  test('a wait of days is obeyed as it is, and shown short', () => {
    const fault = faultOfStatus(answer(429, { 'retry-after': '864000' }), { now })
    expect(fault.retryAfterMs).toBe(864_000_000)
    expect(fault.detail).toContain('an hour or more')
  })
})

describe('A fault', () => {
  test('carries the tracker’s words, code and fields without secrets', () => {
    const said = { now, detail: 'hunter2 is wrong', code: 'E1', fields: { title: 'no hunter2' } }
    expect(faultOfStatus(answer(400), said)).toEqual({
      kind: 'invalid',
      status: 400,
      detail: '••• is wrong',
      code: 'E1',
      fields: { title: 'no •••' },
    })
  })

  test('without words it says the status, and which page answered instead', () => {
    const page = '<!DOCTYPE html><html><head><title>Maintenance</title></head></html>'
    expect(faultOfStatus(answer(503, {}, page), { now }).detail).toBe(
      'HTTP 503 Service Unavailable with an HTML page “Maintenance”',
    )
  })

  test('is one line of bounded length', () => {
    const { detail } = faultOfStatus(answer(400), { now, detail: 'a\nb '.repeat(1000) })
    expect(detail).not.toContain('\n')
    expect(detail.length).toBeLessThanOrEqual(400)
  })
})
