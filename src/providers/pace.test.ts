import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HttpClient, IncomingAnswer } from './http.ts'
import {
  createPacer,
  idle,
  longestWaitMs,
  pause,
  paceKey,
  paceRule,
  reserve,
  type PaceState,
} from './pace.ts'
import { faultOf } from './testing/fault-of.ts'

const minute = 60_000
const steps = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 5000 }),
    pauseMs: fc.option(fc.integer({ min: 0, max: 90_000 })),
  }),
  { minLength: 1, maxLength: 200 },
)

/** Plays arrivals through the rule: when each went, and what was asked of it. */
function play(perMinute: number, arrivals: { gap: number; pauseMs: number | null }[]) {
  const rule = paceRule(perMinute)
  let state: PaceState = idle
  let now = 1_000_000
  let pausedUntil = 0
  const sent: { at: number; allowedFrom: number }[] = []
  for (const { gap, pauseMs } of arrivals) {
    now += gap
    if (pauseMs !== null) {
      state = pause(state, rule, now + pauseMs)
      pausedUntil = Math.max(pausedUntil, now + pauseMs)
    }
    const slot = reserve(state, rule, now)
    if (slot.at - now > longestWaitMs) continue
    state = slot.state
    sent.push({ at: slot.at, allowedFrom: Math.max(now, pausedUntil) })
  }
  return { rule, state, now, sent }
}

describe('A76 · the rule', () => {
  test('no minute has more requests than the limit, wherever it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), steps, (perMinute, arrivals) => {
        const { sent } = play(perMinute, arrivals)
        for (const [index, { at }] of sent.entries()) {
          const within = sent.slice(index).filter((later) => later.at < at + minute - 0.001)
          expect(within.length).toBeLessThanOrEqual(perMinute)
        }
      }),
    )
  })

  test('nothing goes before a pause is over, or before it was asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), steps, (perMinute, arrivals) => {
        for (const { at, allowedFrom } of play(perMinute, arrivals).sent)
          expect(at).toBeGreaterThanOrEqual(allowedFrom)
      }),
    )
  })

  test('nobody waits for ever: who comes back after the time that was named may go at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), steps, (perMinute, arrivals) => {
        const { rule, state, now } = play(perMinute, arrivals)
        const { at } = reserve(state, rule, now)
        expect(at - now).toBeLessThanOrEqual(90_000 + longestWaitMs + rule.burst * rule.intervalMs)
        expect(reserve(state, rule, at).at).toBe(at)
      }),
    )
  })

  test('after a pause the waiters go one by one, not as a herd', () => {
    const rule = paceRule(600)
    let state = pause(idle, rule, 10_000)
    const times = Array.from({ length: 5 }, () => {
      const slot = reserve(state, rule, 0)
      state = slot.state
      return slot.at
    })
    expect(times[0]).toBe(10_000)
    for (const [index, at] of times.slice(1).entries()) {
      expect(at - times[index]!).toBeCloseTo(rule.intervalMs, 6)
    }
  })
})

/** A clock that only sleeping moves. */
function world(answers: Partial<IncomingAnswer>[] = []) {
  let time = 1_000_000
  const sent: number[] = []
  const http: HttpClient = {
    send() {
      sent.push(time)
      return Promise.resolve({
        status: 200,
        headers: {},
        text: '',
        redact: (text) => text,
        ...answers.shift(),
      })
    },
  }
  const pacer = createPacer({
    now: () => new Date(time),
    async sleep(ms) {
      const wake = time + ms
      await Promise.resolve()
      time = Math.max(time, wake)
    },
  })
  const pass = (ms: number) => {
    time += ms
  }
  return { http, pacer, sent, pass, start: time }
}
const get = { method: 'GET', url: 'https://tracker.example/' } as const

describe('One limit for each credential', () => {
  test('A76 · requests are spaced when the burst is used up', async () => {
    const { http, pacer, sent, start } = world()
    const paced = pacer.wrap(http, { key: 'a', requestsPerMinute: 121 })
    for (let i = 0; i < 5; i += 1) await paced.send(get)
    expect(sent.map((at) => at - start)).toEqual([0, 0, 500, 1000, 1500])
  })

  test('two clients with one key share it, another key does not wait', async () => {
    const { http, pacer, sent, start } = world()
    const limit = { key: 'a', requestsPerMinute: 10 }
    await pacer.wrap(http, limit).send(get)
    await pacer.wrap(http, { ...limit, key: 'b' }).send(get)
    await pacer.wrap(http, limit).send(get)
    expect(sent.map((at) => at - start)).toEqual([0, 0, 6000])
  })

  test.each([429, 503, 200])('AX20 · Retry-After beside a %i makes all of them wait', async (status) => {
    const { http, pacer, sent, start } = world([{ status, headers: { 'retry-after': '20' } }])
    await pacer.wrap(http, { key: 'a', requestsPerMinute: 600 }).send(get)
    await pacer.wrap(http, { key: 'a', requestsPerMinute: 600 }).send(get)
    expect(sent.map((at) => at - start)).toEqual([0, 20_000])
  })

  test('who was waiting when the pause came waits for it too', async () => {
    const { http, pacer, sent, start } = world([{ status: 429, headers: { 'retry-after': '20' } }])
    const paced = pacer.wrap(http, { key: 'a', requestsPerMinute: 10 })
    await Promise.all([paced.send(get), paced.send(get)])
    expect(sent[1]).toBeGreaterThanOrEqual(start + 20_000)
  })

  test('a pause of more than 30 seconds is an error at once, says how long, and nothing is sent', async () => {
    const { http, pacer, sent, pass } = world([{ status: 429, headers: { 'retry-after': '120' } }])
    const paced = pacer.wrap(http, { key: 'a', requestsPerMinute: 600 })
    await paced.send(get)
    pass(10_000)
    expect(await faultOf(paced.send(get))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 110_000 })
    expect(sent).toHaveLength(1)
    pass(110_000)
    await paced.send(get)
    expect(sent).toHaveLength(2)
  })
})

test('A key shows the host and not the credential', () => {
  const key = paceKey('https://acme.atlassian.net/rest', 'ada@example.com:hunter2')
  expect(key).toMatch(/^acme\.atlassian\.net#[0-9a-f]{16}$/u)
  expect(paceKey('https://acme.atlassian.net', 'other')).not.toBe(key)
})
