import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultKinds, remedies, type Fault, type FaultKind } from './fault.ts'
import { backOffMs, nextStep, retryLimits } from './retry.ts'

const now = new Date('2025-01-01T00:00:00Z')
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const attempts = fc.integer({ min: 1, max: 200 })
const kind = fc.constantFrom(...faultKinds)
const retryAfterMs = fc.integer({ min: 0, max: 86_400_000 })

/** Sent, and no proper answer came: the tracker may have carried it out. */
const perhapsCarriedOut: FaultKind[] = ['unavailable', 'timeout', 'interrupted', 'bad-answer']

const step = (
  fault: Partial<Fault> & { kind: FaultKind },
  tried: { attempts?: number; write?: boolean; random?: number } = {},
) =>
  nextStep(
    { detail: 'x', ...fault },
    { attempts: tried.attempts ?? 1, write: tried.write ?? true },
    { now, random: tried.random ?? 0.5 },
  )

describe('Never a blind second write', () => {
  test.each(faultKinds)(
    'a write that failed with %s is sent again only if it surely was not carried out',
    (of) => {
      fc.assert(
        fc.property(attempts, random, fc.option(retryAfterMs, { nil: undefined }), (tries, by, after) => {
          const fault = { kind: of, ...(after !== undefined && { retryAfterMs: after }) }
          const next = step(fault, { attempts: tries, random: by })
          expect(next.step === 'reconcile').toBe(perhapsCarriedOut.includes(of))
        }),
      )
    },
  )

  test.each(perhapsCarriedOut)(
    'a read or search that failed with %s is no unknown outcome: the connection waits',
    (of) => {
      expect(step({ kind: of }, { write: false })).toMatchObject({
        step: 'pause',
        until: new Date(now.getTime() + retryLimits.connectionMs),
      })
    },
  )
})

describe('What follows from each kind', () => {
  test.each([
    ['unauthorized', 'pause'],
    ['refused-address', 'pause'],
    ['not-sent', 'pause'],
    ['forbidden', 'fail'],
    ['not-found', 'fail'],
    ['invalid', 'fail'],
    ['conflict', 'retry'],
    ['rate-limited', 'pause'],
    ['unavailable', 'reconcile'],
    ['timeout', 'reconcile'],
    ['interrupted', 'reconcile'],
    ['bad-answer', 'reconcile'],
  ] as const)('after %s on a write: %s', (of, expected) => {
    expect(step({ kind: of }).step).toBe(expected)
  })

  test('every kind is decided on, with a reason that names it, and has a remedy for people', () => {
    fc.assert(
      fc.property(kind, attempts, fc.boolean(), (of, tries, write) => {
        const { reason } = step({ kind: of, status: 503 }, { attempts: tries, write })
        expect(reason.input).toEqual({ kind: of, status: 503, attempts: tries })
        expect(reason.because).toMatch(/\.$/u)
        expect(remedies[of]).toMatch(/\.$/u)
      }),
    )
  })

  test('a wrong credential pauses the connection until a person has looked, not for a time', () => {
    expect(step({ kind: 'unauthorized', retryAfterMs: 1000 })).toMatchObject({ step: 'pause', until: null })
  })

  test('what the tracker refused is refused again, so it fails at once', () => {
    expect(step({ kind: 'invalid' }, { attempts: 1 })).toMatchObject({ step: 'fail' })
  })

  test('a fault that may pass is tried a limited number of times', () => {
    expect(step({ kind: 'conflict' }, { attempts: retryLimits.retries }).step).toBe('retry')
    expect(step({ kind: 'conflict' }, { attempts: retryLimits.retries + 1 }).step).toBe('fail')
  })

  test('A76 · a rate limit never makes a delivery fail, however often it is met', () => {
    fc.assert(
      fc.property(attempts, fc.boolean(), (tries, write) => {
        const next = step({ kind: 'rate-limited' }, { attempts: tries, write })
        expect(['retry', 'pause']).toContain(next.step)
        expect(next).not.toHaveProperty('until', null)
      }),
    )
  })
})

describe('Waiting', () => {
  test('AX20 · Retry-After always wins: whatever is tried again at a time is tried then', () => {
    fc.assert(
      fc.property(kind, attempts, fc.boolean(), (of, tries, write) => {
        const after = 17_000
        const next = step({ kind: of, retryAfterMs: after }, { attempts: tries, write })
        const at = 'at' in next ? next.at : 'until' in next ? next.until : null
        if (at) expect(at.getTime() - now.getTime()).toBe(after)
      }),
    )
  })

  test('AX20 · a Retry-After shorter than the back-off is obeyed too', () => {
    expect(step({ kind: 'rate-limited', retryAfterMs: 0 }, { attempts: 10 })).toMatchObject({ at: now })
  })

  test('the back-off is never below half of the first wait nor above the longest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), random, (attempt, by) => {
        const ms = backOffMs(attempt, by)
        expect(ms).toBeGreaterThanOrEqual(retryLimits.firstMs / 2)
        expect(ms).toBeLessThanOrEqual(retryLimits.longestMs)
      }),
    )
  })

  test('the back-off doubles from attempt to attempt until the longest', () => {
    const waits = Array.from({ length: 12 }, (_, index) => backOffMs(index + 1, 0))
    expect(waits.slice(0, 4)).toEqual([2_500, 5_000, 10_000, 20_000])
    expect(waits.at(-1)).toBe(retryLimits.longestMs / 2)
  })

  test('the back-off is spread over the upper half, so that many do not come back at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), random, (attempt, by) => {
        const [least, most] = [backOffMs(attempt, 0), backOffMs(attempt, 0.999_999_999)]
        const ms = backOffMs(attempt, by)
        expect(most).toBeGreaterThanOrEqual(2 * least - 1)
        expect(ms >= least && ms <= most + 1).toBe(true)
      }),
    )
  })
})

test('Invariant 8 · a write that looks first for what it left is tried again later and later, and not for ever', () => {
  const fault = { kind: 'unavailable' as const, detail: '503' }
  const at = { now: new Date(0), random: 0 }
  const first = nextStep(fault, { attempts: 1, write: true, looksFirst: true }, at)
  const fifth = nextStep(fault, { attempts: 5, write: true, looksFirst: true }, at)
  expect([first.step, fifth.step]).toEqual(['retry', 'retry'])
  expect(fifth.step === 'retry' && first.step === 'retry' && fifth.at > first.at).toBe(true)
  const last = { attempts: retryLimits.retries + 1, write: true, looksFirst: true }
  expect(nextStep(fault, last, at).step).toBe('fail')
})
