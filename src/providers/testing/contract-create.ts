import { describe, expect, test } from 'vitest'
import { ProviderError } from '../provider.ts'
import { type ContractWorld, draft, hostileTexts, marker, stage } from './contract-world.ts'
import { faultOf } from './fault-of.ts'

const hour = 3_600_000

/** Exactly one issue: creation, and what is found after an outcome that nobody knows. */
export function createContract<C, D>(world: ContractWorld<C, D>): void {
  async function anchored() {
    const on = await stage(world)
    const { anchor } = await on.tracker.check(on.there.destination)
    return { ...on, anchor }
  }

  describe('create', () => {
    test('makes one issue with one request, and it can be read at once', async () => {
      const { there, tracker } = await stage(world)
      const created = await tracker.create(draft, there.destination, marker)
      expect([there.calls(), there.issues()]).toEqual([1, 1])
      const { issues } = await tracker.read([created.id])
      expect(issues[0]).toMatchObject({
        id: created.id,
        key: created.key,
        url: created.url,
        title: draft.title,
      })
      expect(issues[0]?.status?.name).toBeTypeOf('string')
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
      const { there, tracker } = await stage(world)
      const words = `"quoted" \\back\\ <b>not bold</b> {"json":1} 'single' \${x} 😀 Ünï`
      const hostile = {
        ...draft,
        title: `${words}\n  second\u0000 line`,
        description: `${words}\u0007\r\n\r\n${words}`,
      }
      const created = await tracker.create(hostile, there.destination, marker)
      expect((await tracker.read([created.id])).issues[0]?.title).toBe(`${words} second line`)
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
      const { there, tracker } = await stage(world)
      const title = 'x'.repeat(world.provider.about.titleLimit)
      const { id } = await tracker.create({ ...draft, title }, there.destination, marker)
      expect((await tracker.read([id])).issues[0]?.title).toBe(title)
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
