import { describe, expect, onTestFinished, test } from 'vitest'
import type { FaultKind } from '../../domain/fault.ts'
import { createHttpClient } from '../http.ts'
import { createPacer } from '../pace.ts'
import { type ContractWorld, draft, marker, stage } from './contract-world.ts'
import { faultOf } from './fault-of.ts'
import { startServer } from './server.ts'

const statuses: [number, FaultKind][] = [
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
  [415, 'invalid'],
  [422, 'invalid'],
  [425, 'unavailable'],
  [429, 'rate-limited'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
]

/** Every failure has its kind, says nothing secret, and leaves nothing behind. */
export function faultContract<C, D>(world: ContractWorld<C, D>): void {
  const reads = world.can?.read !== false

  describe('A status', () => {
    test.each(statuses)('A68, A69, A70 · %i is %s', async (status, kind) => {
      const { there, tracker } = await stage(world)
      there.fault({ status }, 'every call')
      const faults = [
        await faultOf(tracker.check()),
        await faultOf(tracker.create(draft, there.destination, marker)),
        ...(reads ? [await faultOf(tracker.read([there.unknownId]))] : []),
      ]
      expect(faults.map((fault) => [fault.kind, fault.status])).toEqual(faults.map(() => [kind, status]))
      expect(there.issues()).toBe(0)
    })

    test('AX20 · a 429 carries the wait that the tracker asks for', async () => {
      const { there, tracker } = await stage(world)
      there.fault({ status: 429, retryAfter: 17 }, 'every call')
      expect(await faultOf(tracker.check())).toMatchObject({ kind: 'rate-limited', retryAfterMs: 17_000 })
    })
  })

  describe('Retry-After', () => {
    /** A tracker that asks for a wait, as its front door may in front of any API. */
    async function asked(status: number, headers: Record<string, string>) {
      const { there, now } = await stage(world)
      const server = await startServer((_, response) => response.writeHead(status, headers).end('{}'))
      onTestFinished(() => server.close())
      const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
      onTestFinished(() => http.close())
      const slept: number[] = []
      const pacer = createPacer({ now, sleep: async (ms) => void slept.push(ms) })
      const paced = pacer.wrap(http, { key: 'one', requestsPerMinute: 60_000 })
      const tracker = world.provider.connect(there.configAt(server.url), { http: paced, now })
      return { tracker, free: () => pacer.nextFree({ key: 'one', requestsPerMinute: 60_000 }), now }
    }

    test.each([
      ['in seconds', { 'retry-after': '17', date: 'Sun, 01 Mar 2026 10:00:00 GMT' }],
      [
        'as a date of the tracker’s own clock',
        { 'retry-after': 'Sun, 01 Mar 2026 12:00:17 GMT', date: 'Sun, 01 Mar 2026 12:00:00 GMT' },
      ],
    ])('AX20 · %s is the wait of a 429', async (_, headers) => {
      const { tracker } = await asked(429, headers)
      expect(await faultOf(tracker.check())).toMatchObject({ kind: 'rate-limited', retryAfterMs: 17_000 })
    })

    test('AX20 · beside a 200 it holds the next call with the credential', async () => {
      const { tracker, free, now } = await asked(200, { 'retry-after': '17' })
      await faultOf(tracker.check())
      expect(free()).toMatchObject({ askedByTracker: true })
      expect((free()?.at.getTime() ?? 0) - now().getTime()).toBeGreaterThanOrEqual(17_000)
    })
  })

  describe('A secret', () => {
    test('is in no fault', async () => {
      const { there, tracker, connect } = await stage(world)
      const told = [await faultOf(connect(there.wrongConfig).check())]
      for (const effect of [
        { status: 400 },
        { status: 401 },
        { status: 500 },
        { kind: 'html' },
        { kind: 'drop before' },
      ] as const) {
        there.noFaults()
        there.fault(effect, 'every call')
        told.push(
          await faultOf(tracker.create(draft, there.destination, marker)),
          await faultOf(tracker.check()),
        )
      }
      for (const secret of there.secrets) expect(JSON.stringify(told)).not.toContain(secret)
    })
  })
}
