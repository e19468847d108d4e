import { describe, expect, test } from 'vitest'
import { startOceane } from '../../../simulators/oceane/index.ts'
import type { ChangePage } from '../provider.ts'
import { faultOf } from '../testing/fault-of.ts'
import { changesSince } from './changes.ts'
import { answering, destination, draft, reading, scripted, simulated } from './testing/site.ts'

const minute = 60_000
const size = 5

/** So many tickets, a second apart. */
async function filled(count: number) {
  const on = await simulated(startOceane, reading)
  const since = on.now()
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) {
    on.clock.now += 1000
    ids.push((await on.tracker.create(draft, destination, `m${i}`)).id)
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
    return { next, missed: ids.filter((id) => !seen.has(id)) }
  }
  return { ...on, since, ids, poll }
}

describe('Polling', () => {
  test.each([0, 1, 4, 5, 6, 9, 23])('tells of all of %i tickets, five a page', async (count) => {
    const { poll } = await filled(count)
    expect((await poll()).missed).toEqual([])
  })

  test.each([
    ['the filter is ignored', { filterIgnored: true }],
    ['nobody says how many there are', { totalCount: false }],
    ['pages are shorter than was asked for', { pageLimit: 2 }],
    ['all of these', { filterIgnored: true, totalCount: false, pageLimit: 3 }],
  ])('tells of all of them where %s', async (_, settings) => {
    const { poll, site } = await filled(17)
    Object.assign(site.state, settings)
    expect((await poll()).missed).toEqual([])
  })

  test('tells of nothing old where the filter is ignored', async () => {
    const { tracker, site, now } = await filled(3)
    site.state.filterIgnored = true
    for await (const { changes } of tracker.changes({ since: now() })) expect(changes).toEqual([])
  })

  test('loses nothing when tickets disappear from pages that were read', async () => {
    const { poll, act, ids } = await filled(23)
    const left = [...ids]
    const { missed } = await poll(async () => {
      for (const id of left.splice(0, 2)) await act(id, 'delete')
    })
    expect(missed).toEqual([])
  })

  test('loses nothing when a list that is sorted by change is stirred', async () => {
    const rows = Array.from({ length: 23 }, (_, i) => ({ id: `${i}`, lastUpdate: '2026-03-01T09:30:00Z' }))
    const { client } = await scripted((request, response) => {
      const query = new URL(request.url ?? '', 'http://x').searchParams
      const offset = Number(query.get('offset'))
      response.end(JSON.stringify(rows.slice(offset, offset + Number(query.get('limit')))))
    }, reading)
    const seen = new Set<string>()
    for await (const { changes } of changesSince(client, { since: new Date('2026-03-01T09:00:00Z') }, size)) {
      for (const { issueId } of changes) seen.add(issueId)
      // Two of those that were read are changed, and go to the end.
      rows.push(...rows.splice(0, 2))
    }
    expect(seen.size).toBe(23)
  })

  test('ends where the offset is ignored', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ id: `${i}`, lastUpdate: '2026-03-01T09:30:00Z' }))
    const { client, requests } = await scripted(answering(200, rows), reading)
    const pages = []
    for await (const page of changesSince(client, { since: new Date('2026-03-01T09:00:00Z') }))
      pages.push(page)
    expect(pages.flatMap(({ changes }) => changes)).toHaveLength(30)
    expect(requests().length).toBeLessThan(4)
  })
})

describe('The watermark', () => {
  test('moves when all was read, not before', async () => {
    const { poll, since } = await filled(23)
    const marks: number[] = []
    const { next } = await poll(async (page) => void marks.push(page.next.since.getTime()))
    expect(marks.slice(0, -1).every((mark) => mark === since.getTime())).toBe(true)
    expect(next.since.getTime()).toBeGreaterThan(since.getTime())
  })

  test('does not pass what was changed while the pages were read', async () => {
    const { poll, act, ids, clock, now } = await filled(23)
    const began = now().getTime()
    const { next } = await poll(async () => {
      clock.now += 10 * minute
      await act(ids.at(-1) ?? '', 'rename', { name: `at ${clock.now}` })
    })
    expect(next.since.getTime()).toBeLessThanOrEqual(began)
  })

  test('is not carried away by a ticket dated into the future', async () => {
    const { poll, site, ids, now } = await filled(3)
    const ticket = site.state.tickets.get(ids[0] ?? '')
    if (ticket) ticket.updatedAt = Date.UTC(2999, 0)
    expect((await poll()).next.since.getTime()).toBeLessThanOrEqual(now().getTime())
  })
})

test('A list without moments of change, or without end, is a bad answer', async () => {
  const poll = async (handler: Parameters<typeof scripted>[0]) => {
    const { tracker } = await scripted(handler, reading)
    const all = async () => {
      for await (const page of tracker.changes({ since: new Date('2026-03-01T09:00:00Z') })) void page
    }
    return faultOf(all())
  }
  expect(await poll(answering(200, [{ id: '1' }]))).toMatchObject({
    kind: 'bad-answer',
    detail: expect.stringContaining('lastUpdate'),
  })
  expect(await poll(answering(200, { items: [] }))).toMatchObject({ kind: 'bad-answer' })
  const endless = await poll((request, response) => {
    const offset = Number(new URL(request.url ?? '', 'http://x').searchParams.get('offset'))
    const rows = [0, 1].map((i) => ({ id: `${offset + i}`, lastUpdate: '2020-01-01T00:00:00Z' }))
    response.end(JSON.stringify(rows))
  })
  expect(endless).toMatchObject({ kind: 'bad-answer', detail: expect.stringContaining('no end') })
})

test.each([[{ readPath: '/troubleTicket/{id}' }], [{ listPath: '/troubleTicket' }], [{}]])(
  'B5 · with %j alone nothing is polled',
  async (settings) => {
    const { tracker, callsOf, now } = await simulated(startOceane, settings)
    const calls = await callsOf(async () => {
      for await (const page of tracker.changes({ since: now() })) void page
    })
    expect(calls).toEqual([])
  },
)
