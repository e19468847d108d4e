import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProviderError, type ChangePage, type Cursor, type Tracker } from '../provider.ts'
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

async function allChanges<D>(
  tracker: Tracker<D>,
  cursor: Cursor,
): Promise<{ ids: Set<string>; next: Cursor }> {
  const pages: ChangePage[] = []
  for await (const page of tracker.changes(cursor)) pages.push(page)
  const ids = new Set(pages.flatMap(({ changes }) => changes.map(({ issueId }) => issueId)))
  return { ids, next: pages.at(-1)?.next ?? cursor }
}

/** Reading and polling. */
export function readContract<C, D>(world: ContractWorld<C, D>): void {
  describe('read', () => {
    test('what was created can be read at once', async () => {
      const { there, tracker } = await stage(world)
      const created = await tracker.create(draft, there.destination, marker)
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

    test('reads more than one batch, and names those that are gone', async () => {
      const { there, tracker } = await stage(world)
      const ids = await there.makeByHand(there.batchSize + 5)
      const [first = '', second = ''] = ids
      await there.remove(first)
      await there.remove(second)
      const { issues, gone } = await tracker.read(ids)
      expect(issues.map(({ id }) => id).toSorted()).toEqual(ids.slice(2).toSorted())
      expect(gone.toSorted()).toEqual([first, second].toSorted())
    })

    test('takes a key as well, and answers with the id', async () => {
      const { there, tracker } = await stage(world)
      const created = await tracker.create(draft, there.destination, marker)
      const { issues, gone } = await tracker.read([created.key])
      expect([issues.map(({ id }) => id), gone]).toEqual([[created.id], []])
    })

    test('asks nothing for nothing', async () => {
      const { there, tracker } = await stage(world)
      expect(await tracker.read([])).toEqual({ issues: [], gone: [] })
      expect(there.calls()).toBe(0)
    })

    test('the version stays while nothing happens and changes with every edit', async () => {
      const { there, tracker } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      const version = async () => (await tracker.read([id])).issues[0]?.version
      const before = await version()
      expect(await version()).toBe(before)
      await there.edit(id)
      expect(await version()).not.toBe(before)
    })

    test.each(['html', 'half a JSON', 'empty body', 'drop before'] as const)(
      '%s is an error: nothing is gone',
      async (kind) => {
        const { there, tracker } = await stage(world)
        const ids = await there.makeByHand(1)
        there.fault({ kind }, 'every call')
        expect(['bad-answer', 'interrupted', there.htmlMeans]).toContain(
          (await faultOf(tracker.read(ids))).kind,
        )
      },
    )

    test.each(['nulls', 'unknown members'] as const)('%s are tolerated', async (kind) => {
      const { there, tracker } = await stage(world)
      there.fault({ kind }, 'every call')
      const created = await tracker.create(draft, there.destination, marker)
      expect((await tracker.read([created.id])).issues).toHaveLength(1)
      expect((await tracker.check(there.destination)).problems).toEqual([])
      expect((await allChanges(tracker, { since: new Date(0) })).ids).toContain(created.id)
    })
  })

  describe('changes', () => {
    test('tells every change since the cursor, also many of one moment', async () => {
      const { there, tracker, now, pass } = await stage(world)
      const ids = await there.makeByHand(there.batchSize * 2 + 7)
      const since = now()
      pass(3_600_000)
      const { ids: seen, next } = await allChanges(tracker, { since })
      expect(ids.filter((id) => !seen.has(id))).toEqual([])
      expect(next.since.getTime()).toBeGreaterThanOrEqual(since.getTime())
      expect(next.since.getTime()).toBeLessThanOrEqual(now().getTime())
    })

    test('A76 · an hour after a burst, asking costs one call and tells nothing again', async () => {
      const { there, tracker, now, pass } = await stage(world)
      const since = now()
      await there.makeByHand(there.batchSize + 7)
      pass(3_600_000)
      const { next } = await allChanges(tracker, { since })
      pass(3_600_000)
      const before = there.calls()
      const { ids } = await allChanges(tracker, next)
      expect([...ids]).toEqual([])
      expect(there.calls() - before).toBe(1)
    })

    test('the same version as reading gives, so that repeats can be dropped', async () => {
      const { there, tracker, now } = await stage(world)
      const { id } = await tracker.create(draft, there.destination, marker)
      const { issues } = await tracker.read([id])
      for await (const { changes } of tracker.changes({ since: now() })) {
        expect(changes).toContainEqual(expect.objectContaining({ issueId: id, version: issues[0]?.version }))
      }
    })

    test('says nothing about what has not changed for long', async () => {
      const { there, tracker, now, pass } = await stage(world)
      const [quiet = ''] = await there.makeByHand(1)
      pass(24 * 3_600_000)
      expect((await allChanges(tracker, { since: now() })).ids).not.toContain(quiet)
    })

    /** Five groups of issues, each group made in a moment of its own, two hours before now. */
    async function groups() {
      const on = await stage(world)
      const since = on.now()
      const ids = []
      for (let i = 0; i < 5; i += 1) {
        on.pass(60_000)
        ids.push(...(await on.there.makeByHand(Math.floor(on.there.batchSize * 0.6))))
      }
      on.pass(7_200_000)
      return { ...on, since, ids }
    }

    test('an edit while the pages are read loses nothing', async () => {
      const { there, tracker, since, ids } = await groups()
      const seen = new Set<string>()
      let pages = 0
      for await (const { changes } of tracker.changes({ since })) {
        for (const { issueId } of changes) seen.add(issueId)
        pages += 1
        if (pages > 5) continue
        for (const { issueId } of changes.slice(0, 5)) await there.edit(issueId)
      }
      expect(ids.filter((id) => !seen.has(id))).toEqual([])
    })

    test('a deletion while the pages are read loses nothing', async () => {
      const { there, tracker, since, ids } = await groups()
      const seen = new Set<string>()
      const removed = new Set<string>()
      for await (const { changes } of tracker.changes({ since })) {
        for (const { issueId } of changes) seen.add(issueId)
        const victim = changes.find(({ issueId }) => !removed.has(issueId))?.issueId
        if (removed.size > 5 || !victim) continue
        removed.add(victim)
        await there.remove(victim)
      }
      expect(ids.filter((id) => !seen.has(id))).toEqual([])
    })

    test('what the search saw late comes with the next poll', async () => {
      const { there, tracker, now, pass } = await stage(world)
      there.lag(120_000)
      const [late = ''] = await there.makeByHand(1)
      there.lag(0)
      pass(1000)
      await there.makeByHand(1)
      there.lag(120_000)
      const first = await allChanges(tracker, { since: now() })
      pass(120_000)
      const second = await allChanges(tracker, first.next)
      expect(new Set([...first.ids, ...second.ids])).toContain(late)
    })

    test.each([-3_600_000, 3_600_000])(
      'a hub whose clock is %d ms wrong loses nothing that the search saw late',
      async (skew) => {
        const { there, skewed, now, pass } = await stage(world)
        const tracker = skewed(skew)
        await tracker.check()
        const since = now()
        pass(1000)
        there.lag(120_000)
        const [late = ''] = await there.makeByHand(1)
        there.lag(0)
        pass(1000)
        await there.makeByHand(1)
        const first = await allChanges(tracker, { since })
        pass(600_000)
        const second = await allChanges(tracker, first.next)
        expect(new Set([...first.ids, ...second.ids])).toContain(late)
      },
    )

    test.each(hostileTexts)('reading %j finds nothing', async (text) => {
      const { there, tracker } = await stage(world)
      await there.makeByHand(2)
      try {
        expect((await tracker.read([text])).issues).toEqual([])
      } catch (error) {
        expect(error instanceof ProviderError ? error.fault.kind : error).toBe('invalid')
      }
    })

    test('no text at all makes the hub read what is not called so', async () => {
      const { there, tracker } = await stage(world)
      await there.makeByHand(2)
      const known = await tracker.create(draft, there.destination, marker)
      const reads = async (text: string) => {
        fc.pre(![known.id, known.key].some((name) => name.toLowerCase() === text.trim().toLowerCase()))
        const read = await outcomeOf(tracker.read([text]))
        if (read === 'invalid') return
        // A simulated tracker numbers its issues in small numbers, which a text may happen to be.
        const others = read.issues.filter(({ id, key }) => ![id, key].includes(text.trim()))
        expect(others).toEqual([])
      }
      await fc.assert(fc.asyncProperty(anyText, reads), { numRuns: 60 })
    })

    test.each(['html', 'half a JSON', 'empty body'] as const)(
      '%s is an error, never “no change”',
      async (kind) => {
        const { there, tracker, now } = await stage(world)
        await there.makeByHand(1)
        there.fault({ kind }, 'every call')
        expect((await faultOf(allChanges(tracker, { since: now() }))).kind).toBe(
          kind === 'html' ? there.htmlMeans : 'bad-answer',
        )
      },
    )
  })
}
