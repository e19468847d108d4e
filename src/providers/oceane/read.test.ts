import { describe, expect, test } from 'vitest'
import { startOceane } from '../../../simulators/oceane/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import { answering, destination, draft, reading, scripted, simulated } from './testing/site.ts'

async function created(settings: object = reading) {
  const on = await simulated(startOceane, settings)
  const { id } = await on.tracker.create(draft, destination, 'm')
  return { ...on, id }
}

const readOnly = { readPath: '/troubleTicket/{id}' }

describe('read', () => {
  test('shows title, status, owner and moment', async () => {
    const { tracker, id, act, now } = await created()
    await act(id, 'status', { status: 'inProgress' })
    await act(id, 'owner', { owner: 'hugo.besson' })
    const { issues } = await tracker.read([id])
    expect(issues).toMatchObject([
      { id, title: 'A title', status: { name: 'inProgress' }, assignee: 'Hugo Besson' },
    ])
    expect(issues[0]?.updatedAt?.getTime()).toBeGreaterThanOrEqual(now().getTime())
  })

  test.each(['..', '.', '', ' '])('“%s” names no ticket, and is not asked for', async (id) => {
    const { tracker, callsOf } = await created()
    const calls = await callsOf(async () => {
      expect(await tracker.read([id])).toEqual({ issues: [], gone: [id] })
    })
    expect(calls).toEqual([])
  })

  test('an id is one part of the path, whatever is in it', async () => {
    const { tracker, requests } = await scripted(answering(404, { code: '60', reason: 'No' }), readOnly)
    await tracker.read(['../../admin?x=1#y'])
    expect(requests().map(({ url }) => url)).toEqual(['/troubleTicket/..%2F..%2Fadmin%3Fx%3D1%23y'])
  })

  test('another ticket than the one asked for is a bad answer', async () => {
    const { tracker } = await scripted(answering(200, { id: '2', href: '/2' }), readOnly)
    expect((await faultOf(tracker.read(['1']))).kind).toBe('bad-answer')
  })
})

describe('A ticket that is “not found” is gone', () => {
  test('where the list proves that the API is there', async () => {
    const { tracker, id, act, callsOf } = await created()
    await act(id, 'delete')
    const calls = await callsOf(async () => {
      expect(await tracker.read([id])).toEqual({ issues: [], gone: [id] })
    })
    expect(calls).toEqual([`GET /troubleTicket/${id}`, 'GET /troubleTicket'])
  })

  test('where another ticket of the same reading is found', async () => {
    const { tracker, id, callsOf } = await created()
    const calls = await callsOf(async () => {
      expect(await tracker.read([id, 'TT9'])).toMatchObject({ issues: [{ id }], gone: ['TT9'] })
    })
    expect(calls).toHaveLength(2)
  })

  test('without a list, where TM Forum’s error says so', async () => {
    const { tracker } = await created(readOnly)
    expect(await tracker.read(['TT9'])).toEqual({ issues: [], gone: ['TT9'] })
  })

  test.each(['<html><title>404</title></html>', '{"message":"no route"}', ''])(
    'but not where somebody else may have answered: %j',
    async (body) => {
      const { tracker } = await scripted(answering(404, body), readOnly)
      expect(await faultOf(tracker.read(['1']))).toMatchObject({ kind: 'not-found', status: 404 })
    },
  )
})
