import { describe, expect, test } from 'vitest'
import { defaultSeed, livelySeed, startOceane } from '../../../simulators/oceane/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import { destination, draft, marker, reading, scripted, simulated } from './testing/site.ts'

const lively = (options: { now: () => Date }) => startOceane({ ...options, seed: livelySeed })
const unsure = (because: string) => ({ outcome: 'unsure', because: expect.stringContaining(because) })

async function created(settings: object = {}) {
  const on = await simulated(lively, { ...reading, ...settings })
  const { id } = await on.tracker.create(draft, destination, marker)
  return { ...on, id, find: (mark = marker) => on.tracker.find(mark, undefined) }
}

describe('find', () => {
  test('asks once where the filter works and the ticket is there', async () => {
    const { find, id, callsOf } = await created()
    const calls = await callsOf(async () => {
      expect(await find()).toMatchObject({ outcome: 'found', issue: { id } })
    })
    expect(calls).toEqual(['GET /troubleTicket'])
  })

  test('looks at every ticket where the filter is ignored', async () => {
    const { find, id, site, tracker } = await created()
    site.state.filterIgnored = true
    site.state.pageLimit = 3
    for (let i = 0; i < 10; i += 1) await tracker.create(draft, destination, `other-${i}`)
    expect(await find()).toMatchObject({ outcome: 'found', issue: { id } })
    expect((await find('other-9')).outcome).toBe('found')
    expect(await find('never')).toEqual({ outcome: 'absent' })
  })

  test('is unsure where the filter is ignored and the list too long to look at', async () => {
    const { find, site, tracker } = await created()
    site.state.filterIgnored = true
    site.state.pageLimit = 2
    for (let i = 0; i < 25; i += 1) await tracker.create(draft, destination, `other-${i}`)
    expect(await find('never')).toMatchObject(unsure('too long'))
  })

  test('a person’s copy is not taken for the ticket, nor for nothing', async () => {
    const { find, id, act, clock } = await created()
    clock.now += 1000
    await act(id, 'copy')
    expect(await find()).toMatchObject({ outcome: 'found', issue: { id } })
    await act(id, 'delete')
    expect(await find()).toMatchObject(unsure('copy'))
  })

  test('of two of its own the older one counts', async () => {
    const { find, id, clock, tracker } = await created()
    clock.now += 60_000
    await tracker.create(draft, destination, marker)
    expect(await find()).toMatchObject({ outcome: 'found', issue: { id } })
  })

  test('BX23 · looks where the connection’s own form has the marker', async () => {
    const request = JSON.stringify({
      description: '{{title}}',
      severity: 'Low',
      ticketType: 'x',
      externalIdentifier: [{ owner: 'hub', id: '{{marker}}' }],
    })
    const { find, id, site } = await created({ request })
    expect(await find()).toMatchObject({ outcome: 'found', issue: { id } })
    expect(site.calls.at(-1)?.query).toContain(`externalIdentifier.id=${marker}`)
    expect((await find('never')).outcome).toBe('absent')
  })
})

describe('An empty answer is “absent” only where it is certain', () => {
  test('where the whole list fits on a page, it is', async () => {
    const { find } = await created()
    expect(await find('never')).toEqual({ outcome: 'absent' })
  })

  test('in a longer list it is where the filter finds a ticket that is there', async () => {
    const { find, site } = await created()
    site.state.pageLimit = 1
    expect(await find('never')).toEqual({ outcome: 'absent' })
  })

  test('in a list without a single ticket it is not: the client may be blind', async () => {
    const { tracker } = await simulated((options) => startOceane({ ...options, seed: defaultSeed }), reading)
    expect(await tracker.find('never', undefined)).toMatchObject(unsure('no ticket at all'))
  })

  test('a filter that finds nothing proves nothing', async () => {
    const { tracker } = await scripted((request, response) => {
      const filtered = request.url?.includes('externalId')
      response.end(filtered ? '[]' : JSON.stringify([{ id: '1', externalId: 'NOC-1' }]))
    }, reading)
    expect(await tracker.find(marker, undefined)).toMatchObject(unsure('does not find tickets'))
  })

  test('nor does one that cannot be tried', async () => {
    const { tracker } = await scripted((request, response) => {
      response.end(request.url?.includes('externalId') ? '[]' : '[{"id":"1"},{"id":"2"}]')
    }, reading)
    expect(await tracker.find(marker, undefined)).toMatchObject(unsure('to try the filter on'))
  })

  test('a ticket that the filter misses is found all the same', async () => {
    const row = { id: '1', href: '/1', externalId: marker }
    const { tracker } = await scripted((request, response) => {
      response.end(request.url?.includes('externalId') ? '[]' : JSON.stringify([row]))
    }, reading)
    expect(await tracker.find(marker, undefined)).toMatchObject({ outcome: 'found', issue: { id: '1' } })
  })
})

test.each([404, 405] as const)('A list that answers %i is an error, never “absent”', async (status) => {
  const { find, site } = await created()
  site.state.listStatus = status
  expect(await faultOf(find())).toMatchObject({ status })
})

test('B5 · a connection that only creates is unsure, and asks nobody', async () => {
  const { tracker, callsOf } = await simulated(lively)
  const calls = await callsOf(async () => {
    expect(await tracker.find(marker, undefined)).toMatchObject(unsure('only creates'))
  })
  expect(calls).toEqual([])
})
