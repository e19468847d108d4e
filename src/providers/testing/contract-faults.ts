import { describe, expect, test } from 'vitest'
import type { FaultKind } from '../../domain/fault.ts'
import { type ContractWorld, draft, marker, stage } from './contract-world.ts'
import { faultOf } from './fault-of.ts'

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
  describe('A status', () => {
    test.each(statuses)('A68, A69, A70 · %i is %s', async (status, kind) => {
      const { there, tracker } = await stage(world)
      there.fault({ status }, 'every call')
      const faults = [
        await faultOf(tracker.check()),
        await faultOf(tracker.create(draft, there.destination, marker)),
        await faultOf(tracker.read([there.unknownId])),
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
