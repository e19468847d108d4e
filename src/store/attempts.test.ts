import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AttemptRule } from '../domain/attempts.ts'
import { openTestStore } from '../../test/setup/store.ts'
import { countAttempt, forgetAttempts, forgetOldAttempts, spendCode } from './attempts.ts'
import type { OpenStore } from './open.ts'

const rule: AttemptRule = { free: 3, firstWait: 10, longestWait: 60, forgottenAfter: 3_600 }
const start = Date.parse('2026-11-22T08:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1_000)

let store: OpenStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store?.close())

const attempt = (key: string, seconds: number) => countAttempt(store.db, key, { rule, now: at(seconds) })
const waits = async (key: string, seconds: number) => {
  const until = await attempt(key, seconds)
  return until && (until.getTime() - at(seconds).getTime()) / 1_000
}

test('The first failures cost nothing, then the waits double up to the longest', async () => {
  const told: (number | undefined)[] = []
  let now = 0
  for (let count = 0; count < 9; count += 1) {
    const wait = await waits('grows', now)
    if (wait !== undefined) told.push(wait)
    now += wait ?? 0
    if (wait !== undefined) expect(await waits('grows', now)).toBe(undefined)
  }
  expect(told).toEqual([10, 20, 40, 60, 60, 60])
})

test('Of many at the same time no more pass than may, whosever clock is a little behind', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, index) => attempt('together', (20 - index) / 1_000)),
  )
  expect(all.filter((until) => until === undefined)).toHaveLength(3)
})

test('A success and a long quiet end the row', async () => {
  for (let count = 0; count < 3; count += 1) expect(await attempt('quiet', 0)).toBe(undefined)
  expect(await waits('quiet', 1)).toBe(9)
  expect(await attempt('quiet', 4_000)).toBe(undefined)
  expect(await attempt('quiet', 4_001)).toBe(undefined)
  await forgetAttempts(store.db, 'quiet')
  for (let count = 0; count < 3; count += 1) expect(await attempt('quiet', 4_002)).toBe(undefined)
  expect(await waits('quiet', 4_002)).toBe(10)
})

test('What is old is forgotten, and a code is spent once', async () => {
  expect(await spendCode(store.db, 'a code', at(0))).toBe(true)
  expect(await spendCode(store.db, 'a code', at(60))).toBe(false)
  await forgetOldAttempts(store.db, at(2 * 86_400))
  const rows = await store.db.selectFrom('signInAttempts').selectAll().execute()
  expect(rows).toEqual([])
  expect(await spendCode(store.db, 'a code', at(700))).toBe(true)
})
