import { expect, test } from 'vitest'
import { faultsSchema, noFaults, type FaultRule } from './model.ts'
import { pickEffect } from './pick.ts'
import { countCall } from './rate-limit.ts'
import { spoil } from './spoil.ts'

const create = { method: 'POST', path: '/rest/api/3/issue' }

function pick(rule: FaultRule, request: { method: string; path: string } = create, random = 0.5) {
  return pickEffect({ ...noFaults(), rules: [rule] }, request, () => random) !== undefined
}

test.each([
  [undefined, true],
  [{ method: 'post' }, true],
  [{ method: 'GET' }, false],
  [{ path: '/rest/api/3/iss' }, true],
  [{ path: '/rest/api/3/issue$' }, true],
  [{ path: '/rest/api/3$' }, false],
  [{ path: '/rest/api/*/issue$' }, true],
  [{ path: '/rest/api/3/issue/*/comment' }, false],
  [{ path: '/rest/api/3/issu.' }, false],
])('a rule for %j fires for a creation: %s', (when, fires) => {
  expect(pick({ ...(when && { when }), effect: { html: true } })).toBe(fires)
})

test('a rule with a number of times is used up', () => {
  const faults = { ...noFaults(), rules: [{ times: 2, effect: { status: 503 } }] }
  const fired = [1, 2, 3].map(() => pickEffect(faults, create, () => 0)?.status)
  expect(fired).toEqual([503, 503, undefined])
  expect(faults.rules).toEqual([])
})

test('a rule with a probability fires below it, and does not use itself up when it does not fire', () => {
  expect(pick({ probability: 0.5, effect: {} }, create, 0.49)).toBe(true)
  expect(pick({ probability: 0.5, effect: {} }, create, 0.5)).toBe(false)
})

test('the first rule that fires decides', () => {
  const rules = [
    { when: { method: 'GET' }, effect: { status: 500 } },
    { effect: { status: 502 } },
    { effect: {} },
  ]
  expect(pickEffect({ ...noFaults(), rules }, create, () => 0)).toEqual({ status: 502 })
})

test('a mistyped switch is refused', () => {
  expect(faultsSchema.safeParse({ indexLag: 5 }).success).toBe(false)
  expect(faultsSchema.safeParse({ rules: [{ effect: { drop: true } }] }).success).toBe(false)
})

test('nulls and foreign members are put in at every depth, but ids stay', () => {
  const body = { id: '1', fields: { priority: { name: 'High' }, labels: ['a'] }, errors: { x: 'y' } }
  const foreign = { customfield_99999: { unexpected: [null, 1] } }
  const spoiling = { nullable: new Set(['priority']), maps: new Set(['errors']), foreign }
  expect(spoil(body, { nulls: true, unknownMembers: true }, spoiling)).toEqual({
    id: '1',
    fields: { priority: null, labels: ['a'], ...foreign },
    errors: { x: 'y' },
    ...foreign,
  })
})

test('calls beyond the limit are refused until the window is over', () => {
  const window = { startedAt: 0, used: 0 }
  const refused = [10_000, 10_001, 10_002, 13_000].map(
    (now) => countCall({ limit: 2, windowMs: 3000 }, window, now)?.refused,
  )
  expect(refused).toEqual([false, false, true, false])
})

test('the count tells what is left, when the window ends and how long that is', () => {
  const window = { startedAt: 10_000, used: 1 }
  expect(countCall({ limit: 1, windowMs: 3000 }, window, 10_500)).toMatchObject({
    limit: 1,
    remaining: 0,
    resetAt: 13_000,
    wait: 3,
  })
})
