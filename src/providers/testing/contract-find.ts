import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProviderError } from '../provider.ts'
import {
  anyText,
  type ContractWorld,
  draft,
  hostileTexts,
  marker,
  outcomeOf,
  stage,
} from './contract-world.ts'
import { faultOf } from './fault-of.ts'

const hour = 3_600_000

/** Exactly one issue: what is found after an outcome that nobody knows. */
export function findContract<C, D>(world: ContractWorld<C, D>): void {
  async function anchored() {
    const on = await stage(world)
    const { anchor } = await on.tracker.check(on.there.destination)
    return { ...on, anchor }
  }

  describe('find', () => {
    test('finds the issue by its marker although the search lags behind', async () => {
      const { there, tracker, anchor } = await anchored()
      there.lag(hour)
      const created = await tracker.create(draft, there.destination, marker)
      expect(await tracker.find(marker, anchor)).toMatchObject({
        outcome: 'found',
        issue: { id: created.id },
      })
    })

    test('finds it among many that people made in the meantime', async () => {
      const { there, tracker, anchor } = await anchored()
      there.lag(hour)
      await there.makeByHand(there.batchSize + 30)
      const created = await tracker.create(draft, there.destination, marker)
      expect(await tracker.find(marker, anchor)).toMatchObject({
        outcome: 'found',
        issue: { id: created.id },
      })
    })

    test('finds it without an anchor when the search has caught up', async () => {
      const { there, tracker } = await stage(world)
      const created = await tracker.create(draft, there.destination, marker)
      expect(await tracker.find(marker, undefined)).toMatchObject({
        outcome: 'found',
        issue: { id: created.id },
      })
    })

    test('a marker that was never used is absent', async () => {
      const { there, tracker, anchor } = await anchored()
      await tracker.create(draft, there.destination, marker)
      expect((await tracker.find('another', anchor)).outcome).toBe('absent')
    })

    test.each(hostileTexts)('a marker %j never widens the search', async (text) => {
      const { there, tracker, anchor } = await anchored()
      await tracker.create(draft, there.destination, marker)
      await there.makeByHand(1)
      try {
        expect((await tracker.find(text, anchor)).outcome).not.toBe('found')
      } catch (error) {
        expect(error instanceof ProviderError ? error.fault.kind : error).toBe('invalid')
      }
    })

    test('never says absent where a lagging search is all it has', async () => {
      const { there, tracker } = await stage(world)
      there.lag(hour)
      await tracker.create(draft, there.destination, marker)
      expect((await tracker.find(marker, undefined)).outcome).not.toBe('absent')
    })

    test('no text at all makes the search find what does not carry it', async () => {
      const { there, tracker, anchor } = await anchored()
      await tracker.create(draft, there.destination, marker)
      await there.makeByHand(2)
      const finds = async (text: string) => {
        fc.pre(text !== marker)
        const found = await outcomeOf(tracker.find(text, anchor))
        expect(found === 'invalid' ? found : found.outcome).not.toBe('found')
      }
      await fc.assert(fc.asyncProperty(anyText, finds), { numRuns: 60 })
    })

    test('a clone is not taken for the issue', async () => {
      const { there, tracker, anchor } = await anchored()
      const created = await tracker.create(draft, there.destination, marker)
      await there.clone(created.id)
      expect(await tracker.find(marker, anchor)).toMatchObject({
        outcome: 'found',
        issue: { id: created.id },
      })
      await there.remove(created.id)
      expect((await tracker.find(marker, anchor)).outcome).not.toBe('found')
    })

    test.each([401, 403, 404, 429, 500, 503])('an error %i is an error, never “absent”', async (status) => {
      const { there, tracker, anchor } = await anchored()
      there.fault({ status }, 'every call')
      expect((await faultOf(tracker.find(marker, anchor))).status).toBe(status)
    })

    test.each(['html', 'half a JSON', 'empty body', 'drop before'] as const)(
      '%s is an error, never “absent”',
      async (kind) => {
        const { there, tracker, anchor } = await anchored()
        there.fault({ kind }, 'every call')
        expect(['bad-answer', 'interrupted', there.htmlMeans]).toContain(
          (await faultOf(tracker.find(marker, anchor))).kind,
        )
      },
    )
  })

  describe('A create with unknown outcome', () => {
    test('carried out, answer lost: found, one issue', async () => {
      const { there, tracker, anchor } = await anchored()
      there.fault({ kind: 'commit then drop' }, 'create', 1)
      expect((await faultOf(tracker.create(draft, there.destination, marker))).kind).toBe('interrupted')
      expect((await tracker.find(marker, anchor)).outcome).toBe('found')
      expect(there.issues()).toBe(1)
    })

    test('carried out, 503 from a gateway: found', async () => {
      const { there, tracker, anchor } = await anchored()
      there.fault({ status: 503, commit: true }, 'create', 1)
      expect((await faultOf(tracker.create(draft, there.destination, marker))).kind).toBe('unavailable')
      expect((await tracker.find(marker, anchor)).outcome).toBe('found')
    })

    test.each(['half a JSON', 'empty body'] as const)('carried out, %s: bad answer, found', async (kind) => {
      const { there, tracker, anchor } = await anchored()
      there.fault({ kind }, 'create', 1)
      expect((await faultOf(tracker.create(draft, there.destination, marker))).kind).toBe('bad-answer')
      expect((await tracker.find(marker, anchor)).outcome).toBe('found')
    })

    test('not carried out: absent', async () => {
      const { there, tracker, anchor } = await anchored()
      there.fault({ kind: 'drop before' }, 'create', 1)
      expect((await faultOf(tracker.create(draft, there.destination, marker))).kind).toBe('interrupted')
      expect((await tracker.find(marker, anchor)).outcome).toBe('absent')
    })

    test('carried out late: found once it has happened', async () => {
      const { there, tracker, anchor } = await anchored()
      there.fault({ kind: 'commit late' }, 'create', 1)
      expect((await faultOf(tracker.create(draft, there.destination, marker))).kind).toBe('interrupted')
      await there.settle()
      expect((await tracker.find(marker, anchor)).outcome).toBe('found')
      expect(there.issues()).toBe(1)
    })
  })
}
