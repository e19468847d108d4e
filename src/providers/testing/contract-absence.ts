import { describe, expect, test } from 'vitest'
import { type ContractWorld, draft, marker, stage } from './contract-world.ts'
import { faultOf } from './fault-of.ts'

/** What a tracker does that declares not to be able to do something: it says so, and asks nobody. */
export function absenceContract<C, D>(world: ContractWorld<C, D>): void {
  const { find, read, comment } = world.can ?? {}
  if (find === false) withoutFind(world)
  if (read === false) withoutRead(world)
  if (comment === false) withoutComment(world)
}

function withoutFind<C, D>(world: ContractWorld<C, D>): void {
  describe('find, where the tracker cannot be searched', () => {
    test('says unsure and why, never absent, and asks nobody', async () => {
      const { there, tracker } = await stage(world)
      await tracker.create(draft, there.destination, marker)
      const before = there.calls()
      for (const one of [marker, 'another']) {
        const found = await tracker.find(one, undefined)
        expect(found).toMatchObject({ outcome: 'unsure', because: expect.stringMatching(/\w.+\./u) })
      }
      expect(there.calls()).toBe(before)
    })

    test.each(['commit then drop', 'drop before', 'half a JSON', 'empty body'] as const)(
      'a create with “%s” is unknown and stays so: it is not sent again',
      async (kind) => {
        const { there, tracker } = await stage(world)
        there.fault({ kind }, 'create', 1)
        const fault = await faultOf(tracker.create(draft, there.destination, marker))
        expect(['interrupted', 'bad-answer']).toContain(fault.kind)
        expect((await tracker.find(marker, undefined)).outcome).toBe('unsure')
        expect(there.issues()).toBe(kind === 'drop before' ? 0 : 1)
      },
    )
  })
}

function withoutRead<C, D>(world: ContractWorld<C, D>): void {
  describe('read and changes, where the tracker cannot be read', () => {
    test('it declares that issues are not followed', async () => {
      const { there } = await stage(world)
      expect(world.provider.follows?.(there.config)).toBe(false)
    })

    test('reading tells nothing, neither found nor gone, and asks nobody', async () => {
      const { there, tracker } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      await there.remove(id)
      const before = there.calls()
      expect(await tracker.read([id, there.unknownId])).toEqual({ issues: [], gone: [] })
      expect(there.calls()).toBe(before)
    })

    test('polling makes no call and moves nothing', async () => {
      const { there, tracker, now } = await stage(world)
      await there.makeByHand(2)
      const pages = []
      for await (const page of tracker.changes({ since: now() })) pages.push(page)
      expect(pages).toEqual([])
      expect(there.calls()).toBe(0)
    })

    test.each(['nulls', 'unknown members'] as const)('%s are tolerated', async (kind) => {
      const { there, tracker } = await stage(world)
      there.fault({ kind }, 'every call')
      expect((await tracker.create(draft, there.destination, marker)).id).toMatch(/./u)
      expect((await tracker.check(there.destination)).problems).toEqual([])
    })
  })
}

function withoutComment<C, D>(world: ContractWorld<C, D>): void {
  describe('comment, where the tracker takes none', () => {
    test.each([false, true])('is refused with a sentence, and nothing is sent (again: %s)', async (again) => {
      const { there, tracker } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      const before = there.calls()
      const fault = await faultOf(tracker.comment(id, { text: 'Look.', author: 'Ada', marker, again }))
      expect(fault).toMatchObject({ kind: 'invalid', detail: expect.stringMatching(/\w.+\./u) })
      expect([there.calls(), there.comments(id)]).toEqual([before, []])
    })
  })
}
