import { describe, expect, test } from 'vitest'
import { startServiceNow } from '../../../simulators/servicenow/index.ts'
import type { ChangePage } from '../provider.ts'
import { faultOf } from '../testing/fault-of.ts'
import { changesSince } from './changes.ts'
import { instance } from './testing/instance.ts'

const minute = 60_000
const size = 10

/** Incidents in seconds of their own: so many in each. */
async function filled(...counts: number[]) {
  const on = await instance(startServiceNow)
  const since = on.now()
  const ids: string[] = []
  for (const count of counts) {
    on.clock.now += 1000
    for (let i = 0; i < count; i += 1) {
      ids.push((await on.mara('POST', 'incident', { short_description: `${i}` }))['sys_id'] ?? '')
    }
  }
  on.clock.now += 30 * minute
  const poll = async (eachPage?: (page: ChangePage) => Promise<void>) => {
    const seen = new Set<string>()
    let next = { since }
    for await (const page of changesSince(on.client, { since }, size)) {
      for (const { issueId } of page.changes) seen.add(issueId)
      next = page.next
      await eachPage?.(page)
    }
    return { seen, next, missed: ids.filter((id) => !seen.has(id)) }
  }
  return { ...on, since, ids, poll }
}

describe('Polling', () => {
  test('an idle poll is one call', async () => {
    const { callsOf, tracker, now } = await filled(3)
    const calls = await callsOf(async () => {
      for await (const { changes } of tracker.changes({ since: now() })) expect(changes).toEqual([])
    })
    expect(calls).toHaveLength(1)
  })

  test.each([[[3, 4, 2]], [[10]], [[10, 10, 10]], [[35]], [[1, 27, 1]], [[9, 11, 9, 11]]])(
    '%j incidents in seconds of their own are all told, ten a page',
    async (counts) => {
      const { poll, now } = await filled(...counts)
      const { missed, next } = await poll()
      expect(missed).toEqual([])
      expect(next.since.getTime()).toBeLessThanOrEqual(now().getTime())
      expect(next.since.toISOString()).toBe(
        new Date(Date.UTC(2026, 2, 1, 10) + counts.length * 1000).toISOString(),
      )
    },
  )

  test('an edit of what was read while pages are read makes nothing slip past', async () => {
    const { poll, mara } = await filled(7, 25, 7)
    let edits = 0
    const { missed } = await poll(async ({ changes }) => {
      for (const { issueId } of changes.slice(0, 3)) {
        await mara('PATCH', `incident/${issueId}`, { description: `Edit ${(edits += 1)}` })
      }
    })
    expect(missed).toEqual([])
  })

  test('nor does a deletion', async () => {
    const { poll, mara, state } = await filled(7, 25, 7)
    const { missed } = await poll(async ({ changes }) => {
      const victim = changes.find(({ issueId }) => state.tables.incident.has(issueId))
      if (victim) await mara('DELETE', `incident/${victim.issueId}`)
    })
    expect(missed).toEqual([])
  })

  test('pages of which access rules hide a part, or all, are walked over', async () => {
    const { poll, state, ids } = await filled(8, 30, 8, 30)
    const sorted = [...state.tables.incident.values()].toSorted((a, b) =>
      `${a['sys_updated_on']} ${a['sys_id']}` < `${b['sys_updated_on']} ${b['sys_id']}` ? -1 : 1,
    )
    const hidden: string[] = sorted.slice(3, 55).map((row) => row['sys_id'] ?? '')
    state.access.hiddenRecords = hidden
    const { seen } = await poll()
    expect(ids.filter((id) => !seen.has(id)).toSorted()).toEqual(hidden.toSorted())
  })

  test('a watermark is not moved past what a page may have left out', async () => {
    const { poll, since } = await filled(4, 30, 4)
    const marks: number[] = []
    await poll(async ({ next }) => void marks.push(next.since.getTime() - since.getTime()))
    expect(marks.toSorted((a, b) => a - b)).toEqual(marks)
    expect(marks.slice(0, -2).every((mark) => mark <= 2000)).toBe(true)
  })

  test('a transaction that ends late is seen by the next poll', async () => {
    const { poll, state, ids, client } = await filled(1, 1)
    const { next } = await poll()
    const late = state.tables.incident.get(ids[0] ?? '') ?? {}
    const id = 'f'.repeat(32)
    state.tables.incident.set(id, { ...late, sys_id: id })
    const seen: string[] = []
    for await (const { changes } of changesSince(client, next, size))
      seen.push(...changes.map((one) => one.issueId))
    expect(seen).toContain(id)
  })
})

test('A record dated into the future does not carry the watermark with it', async () => {
  const { poll, state, ids, now, since } = await filled(2)
  const row = state.tables.incident.get(ids[0] ?? '') ?? {}
  row['sys_updated_on'] = '2999-01-01 00:00:00'
  const { missed, next } = await poll()
  expect(missed).toEqual([])
  expect(next.since.getTime()).toBeLessThanOrEqual(now().getTime())
  expect(next.since.getTime()).toBeGreaterThan(since.getTime())
})

test('A field that may not be queried makes a poll an error', async () => {
  const { poll, state } = await filled(2)
  state.access.hiddenFields = ['incident.sys_updated_on']
  expect((await faultOf(poll())).kind).toBe('forbidden')
})
