import { describe, expect, test } from 'vitest'
import { type ContractWorld, draft, marker, stage } from './contract-world.ts'
import { faultOf } from './fault-of.ts'

/** A comment arrives once. */
export function commentContract<C, D>(world: ContractWorld<C, D>): void {
  describe('comment', () => {
    const comment = { text: 'Please look.\n\n"quoted" 😀 <b>', author: 'Ada', marker, again: false }

    test('adds one', async () => {
      const { there, tracker } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      const made = await tracker.comment(id, comment)
      expect(there.comments(id)).toHaveLength(1)
      expect(made.id).toMatch(/./u)
    })

    test('is known again by the id that the answer gave', async () => {
      const { there, tracker } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      const made = await tracker.comment(id, comment)
      expect(there.comments(id)).toEqual([made.id])
    })

    test('tried again after a lost answer there is still one', async () => {
      const { there, tracker } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      await tracker.comment(id, { ...comment, marker: 'another' })
      there.fault({ kind: 'commit then drop' }, 'comment', 1)
      expect((await faultOf(tracker.comment(id, comment))).kind).toBe('interrupted')
      const again = await tracker.comment(id, { ...comment, again: true })
      expect(await tracker.comment(id, { ...comment, again: true })).toEqual(again)
      expect(there.comments(id)).toHaveLength(2)
    })

    test('tried again after one that never arrived, it is added', async () => {
      const { there, tracker } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      there.fault({ kind: 'drop before' }, 'comment', 1)
      await faultOf(tracker.comment(id, comment))
      await tracker.comment(id, { ...comment, again: true })
      expect(there.comments(id)).toHaveLength(1)
    })

    test('on an issue that is gone is “not found”', async () => {
      const { there, tracker } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      await there.remove(id)
      expect((await faultOf(tracker.comment(id, comment))).kind).toBe('not-found')
    })
  })
}
