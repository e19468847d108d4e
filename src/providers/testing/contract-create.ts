import { describe, expect, test } from 'vitest'
import { type ContractWorld, draft, marker, stage, titleThere } from './contract-world.ts'
import { faultOf } from './fault-of.ts'

/** One issue with one request, with everything that was said. */
export function createContract<C, D>(world: ContractWorld<C, D>): void {
  describe('create', () => {
    test('makes one issue with one request', async () => {
      const { there, tracker } = await stage(world)
      const created = await tracker.create(draft, there.destination, marker)
      expect([there.calls(), there.issues()]).toEqual([1, 1])
      expect(created.url).toMatch(/^https?:\/\//u)
    })

    test('writes description, facts and the way back to the hub', async () => {
      const { there, tracker } = await stage(world)
      const text = there.textOf((await tracker.create(draft, there.destination, marker)).id)
      for (const part of ['Please enlarge it.', 'Saving', '120 EUR a month', 'Ticket T-17 in Crosstie']) {
        expect(text).toContain(part)
      }
    })

    test('AX4 · hostile texts arrive as they are, without control characters, the title on one line', async () => {
      const on = await stage(world)
      const { there, tracker } = on
      const words = `"quoted" \\back\\ <b>not bold</b> {"json":1} 'single' \${x} 😀 Ünï`
      const hostile = {
        ...draft,
        title: `${words}\n  second\u0000 line`,
        description: `${words}\u0007\r\n\r\n${words}`,
      }
      const created = await tracker.create(hostile, there.destination, marker)
      expect(await titleThere(world, on, created.id)).toBe(`${words} second line`)
      expect(there.textOf(created.id).split(words)).toHaveLength(3)
    })

    test('AX4 · a title that is too long is refused with its field, and nothing is sent', async () => {
      const { there, tracker } = await stage(world)
      const title = 'x'.repeat(world.provider.about.titleLimit + 1)
      const fault = await faultOf(tracker.create({ ...draft, title }, there.destination, marker))
      expect(fault).toMatchObject({ kind: 'invalid', fields: { title: expect.any(String) } })
      expect(there.calls()).toBe(0)
    })

    test('AX4 · the longest title arrives whole', async () => {
      const on = await stage(world)
      const title = 'x'.repeat(world.provider.about.titleLimit)
      const { id } = await on.tracker.create({ ...draft, title }, on.there.destination, marker)
      expect(await titleThere(world, on, id)).toBe(title)
    })

    test('AX4 · a description that is too long is refused with its field, not cut', async () => {
      const { there, tracker } = await stage(world)
      const description = 'x'.repeat(there.descriptionLimit + 1)
      const fault = await faultOf(tracker.create({ ...draft, description }, there.destination, marker))
      expect(fault).toMatchObject({ kind: 'invalid', fields: { description: expect.any(String) } })
      expect(there.issues()).toBe(0)
    })

    test('AX4 · 40,000 characters arrive whole, or are refused with their field', async () => {
      const { there, tracker } = await stage(world)
      const description = 'Long 😀. '.repeat(40_000 / 8)
      if (description.length > there.descriptionLimit) {
        const fault = await faultOf(tracker.create({ ...draft, description }, there.destination, marker))
        expect(fault).toMatchObject({ kind: 'invalid', fields: { description: expect.any(String) } })
        expect(there.issues()).toBe(0)
        return
      }
      const { id } = await tracker.create({ ...draft, description }, there.destination, marker)
      expect(there.textOf(id)).toContain(description.trim())
    })

    test('a destination that does not exist is refused, and nothing is made', async () => {
      const { there, tracker } = await stage(world)
      const { kind } = await faultOf(tracker.create(draft, there.wrongDestination.destination, marker))
      expect(['invalid', 'not-found', 'forbidden']).toContain(kind)
      expect(there.issues()).toBe(0)
    })
  })
}
