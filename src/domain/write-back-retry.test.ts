import { expect, test } from 'vitest'
import { faultKinds } from './fault.ts'
import { nextWriteBackStep } from './write-back-retry.ts'

const at = { now: new Date('2026-11-22T08:00:00Z'), random: 0 }
const step = (kind: (typeof faultKinds)[number], tried = 1) => nextWriteBackStep({ kind }, tried, at).step

test('BX2, BX21 · what may pass by itself is tried again, what was refused is not', () => {
  const again = faultKinds.filter((kind) => step(kind) === 'retry')
  expect(again).toEqual(['rate-limited', 'unavailable', 'timeout', 'not-sent', 'interrupted'])
})

test('It is tried again ever later, as late as the console asks, and not for ever', () => {
  const wait = (tried: number, retryAfterMs?: number) => {
    const next = nextWriteBackStep(
      { kind: 'unavailable', ...(retryAfterMs ? { retryAfterMs } : {}) },
      tried,
      at,
    )
    return next.step === 'retry' ? next.at.getTime() - at.now.getTime() : undefined
  }
  expect([wait(1), wait(2), wait(3)]).toEqual([2_500, 5_000, 10_000])
  expect(wait(1, 60_000)).toBe(60_000)
  expect(wait(20)).toBeUndefined()
})
