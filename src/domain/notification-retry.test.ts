import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultKinds, type Fault } from './fault.ts'
import { mailHold, nextNotificationStep, webhookHold } from './notification-retry.ts'
import { notificationChannels, type NotificationChannel } from './notification.ts'

const now = new Date('2026-11-22T08:00:00Z')
const at = { now, random: 0 }
const hours = (ms: number) => ms / 3_600_000

function waitsOf(channel: NotificationChannel): number[] {
  const found = []
  for (let attempts = 1; ; attempts += 1) {
    const next = nextNotificationStep({ kind: 'unavailable' }, { channel, attempts }, at)
    if (next.step === 'fail') return found
    found.push(next.at.getTime() - now.getTime())
  }
}

describe('A webhook', () => {
  const step = (fault: Pick<Fault, 'kind' | 'status'>) =>
    nextNotificationStep(fault, { channel: 'webhook', attempts: 1 }, at).step

  test('is tried again where that may help, and fails at once where it was refused', () => {
    const again = faultKinds.filter((kind) => step({ kind }) === 'retry')
    expect(again).toEqual(['rate-limited', 'unavailable', 'timeout', 'not-sent', 'interrupted', 'bad-answer'])
  })

  test('whose place has moved for good is not tried again', () => {
    expect([301, 302, 303, 307, 308].map((status) => step({ kind: 'bad-answer', status }))).toEqual([
      'fail',
      'retry',
      'retry',
      'retry',
      'fail',
    ])
  })

  test('is tried eight times within more than a day', () => {
    const waits = waitsOf('webhook')
    expect(waits.slice(0, 3)).toEqual([5_000, 300_000, 1_800_000])
    expect(waits).toHaveLength(7)
    expect(hours(waits.reduce((sum, ms) => sum + ms, 0))).toBeCloseTo(27.6, 1)
  })

  test('waits as long as its server asks, but at most a day', () => {
    const wait = (retryAfterMs: number) => {
      const next = nextNotificationStep(
        { kind: 'rate-limited', retryAfterMs },
        { channel: 'webhook', attempts: 1 },
        at,
      )
      return next.step === 'retry' ? next.at.getTime() - now.getTime() : undefined
    }
    expect([wait(1_000), wait(90_000), wait(1e12)]).toEqual([5_000, 90_000, 86_400_000])
  })

  test('that fails again and again is left in peace, ever longer and at most an hour', () => {
    const hold = (failures: number) => {
      const until = webhookHold({ kind: 'timeout' }, failures, at)
      return until ? (until.getTime() - now.getTime()) / 60_000 : null
    }
    expect([1, 3, 4, 5, 6, 10, 1_000].map(hold)).toEqual([null, null, 1, 2, 4, 60, 60])
  })

  test('that asks for a pause gets it for all that is due', () => {
    expect(webhookHold({ kind: 'rate-limited', retryAfterMs: 60_000 }, 1, at)).toEqual(
      new Date('2026-11-22T08:01:00Z'),
    )
  })

  test('that refuses one thing goes on with the others', () => {
    expect(webhookHold({ kind: 'invalid' }, 50, at)).toBeNull()
  })
})

describe('A mail', () => {
  test('is tried for about two days', () => {
    const waits = waitsOf('mail')
    expect(waits[0]).toBe(60_000)
    expect(hours(waits.reduce((sum, ms) => sum + ms, 0))).toBeCloseTo(47.4, 1)
  })

  test('fails at once where the server refuses it for good, but not for the hub’s own account', () => {
    const step = (kind: Fault['kind']) =>
      nextNotificationStep({ kind }, { channel: 'mail', attempts: 1 }, at).step
    expect([step('invalid'), step('unauthorized'), step('not-sent')]).toEqual(['fail', 'retry', 'retry'])
  })

  test('waits with all others where the server is away, and alone where one mailbox is', () => {
    const minutes = (holds: number) =>
      ((mailHold({ kind: 'not-sent' }, holds, at)?.getTime() ?? 0) - now.getTime()) / 60_000
    expect([1, 2, 3, 100].map(minutes)).toEqual([0.5, 1, 2, 15])
    expect(mailHold({ kind: 'unavailable' }, 1, at)).toBeNull()
  })
})

test('Whatever happens, the next try is later, never more than a fifth or what was asked for, and comes to an end', () => {
  const cases = fc.record({
    kind: fc.constantFrom(...faultKinds),
    channel: fc.constantFrom(...notificationChannels),
    attempts: fc.integer({ min: 1, max: 40 }),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 1e10 }), { nil: 0 }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  fc.assert(
    fc.property(cases, ({ kind, retryAfterMs, random, ...tried }) => {
      const next = nextNotificationStep({ kind, retryAfterMs }, tried, { now, random })
      if (next.step === 'fail') return true
      const ms = next.at.getTime() - now.getTime()
      return tried.attempts <= 10 && ms >= 5_000 && ms <= Math.max(86_400_000, 14.4 * 3_600_000)
    }),
  )
})
