import { describe, expect, test } from 'vitest'
import { startOceane } from '../../../simulators/oceane/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import { markOf } from './describe.ts'
import { answering, destination, draft, reading, scripted, simulated } from './testing/site.ts'

const comment = { text: 'Please look.', author: 'Ada', marker: 'm-9', again: false }

async function created(settings: object = reading) {
  const on = await simulated(startOceane, settings)
  const { id } = await on.tracker.create(draft, destination, 'm1')
  const notes = () => on.site.state.tickets.get(id)?.notes.map(({ text }) => text) ?? []
  return { ...on, id, notes }
}

const written = `Ada:\nPlease look.\n\n${markOf('m-9')}`

describe('A comment', () => {
  test('is a note, beside those that are there', async () => {
    const { tracker, id, act, notes, site } = await created()
    await act(id, 'note', { text: 'Looking into it.' })
    const before = structuredClone(site.state.tickets.get(id)?.notes)
    expect(await tracker.comment(id, comment)).toEqual({ id: 'N2' })
    expect(notes()).toEqual(['Looking into it.', written])
    expect(site.state.tickets.get(id)?.notes.slice(0, 1)).toEqual(before)
  })

  test('is the only note that is sent where a PATCH adds to the list', async () => {
    const { tracker, id, act, notes, site } = await created({ ...reading, notes: 'adds to the list' })
    site.state.notes = 'append'
    await act(id, 'note', { text: 'Looking into it.' })
    await tracker.comment(id, comment)
    expect(notes()).toEqual(['Looking into it.', written])
  })

  test('is two calls, one when it turns out to be there', async () => {
    const { tracker, id, callsOf } = await created()
    const path = `/troubleTicket/${id}`
    expect(await callsOf(() => tracker.comment(id, comment))).toEqual([`GET ${path}`, `PATCH ${path}`])
    expect(await callsOf(() => tracker.comment(id, { ...comment, again: true }))).toEqual([`GET ${path}`])
  })

  test('of 40,000 characters is refused, not cut, and nothing is sent', async () => {
    const { tracker, id, callsOf } = await created()
    const calls = await callsOf(async () => {
      const fault = await faultOf(tracker.comment(id, { ...comment, text: 'x'.repeat(40_000) }))
      expect(fault).toMatchObject({ kind: 'invalid', fields: { text: expect.any(String) } })
    })
    expect(calls).toEqual([])
  })
})

describe('A note of somebody else', () => {
  const ticket = { id: '1', href: '/1', note: [{ id: 7, text: 'Theirs', '@type': 'Note', visible: true }] }

  test('is sent back as it came', async () => {
    const { tracker, requests } = await scripted((request, response) => {
      response.end(request.method === 'GET' ? JSON.stringify(ticket) : requests().at(-1)?.body)
    }, reading)
    // The answer of this Oceane repeats the notes, without an id for the new one.
    const answer = await tracker.comment('1', comment).catch(() => undefined)
    const body = JSON.parse(requests()[1]?.body ?? '') as { note: unknown[] }
    expect(body.note[0]).toMatchObject({ text: 'Theirs', '@type': 'Note', visible: true })
    expect(answer).toEqual({ id: 'm-9' })
  })

  test('of the same moment is not lost where Oceane gives its tickets a tag', async () => {
    const { tracker, requests } = await scripted((request, response) => {
      const status = request.method === 'GET' ? 200 : 412
      response.writeHead(status, { etag: '"v1"' }).end(JSON.stringify(ticket))
    }, reading)
    expect((await faultOf(tracker.comment('1', comment))).kind).toBe('conflict')
    expect(requests()[1]?.headers['if-match']).toBe('"v1"')
  })

  test('a weak tag is not sent, because it never matches', async () => {
    const { tracker, requests } = await scripted((_, response) => {
      response.writeHead(200, { etag: 'W/"v1"' }).end(JSON.stringify(ticket))
    }, reading)
    await faultOf(tracker.comment('1', comment))
    expect(requests()[1]?.headers).not.toHaveProperty('if-match')
  })
})

test('A note that Oceane leaves out without a word is an error', async () => {
  const { tracker } = await scripted(answering(200, { id: '1', href: '/1' }), reading)
  expect(await faultOf(tracker.comment('1', comment))).toMatchObject({
    kind: 'invalid',
    detail: expect.stringContaining('not the note'),
  })
})

test('An answer without notes is no proof of anything: the ticket is read', async () => {
  let note: object[] = []
  const { tracker } = await scripted((request, response) => {
    if (request.method === 'PATCH') note = [{ id: 'n1', text: written }]
    response.end(JSON.stringify(request.method === 'PATCH' ? { id: '1' } : { id: '1', note }))
  }, reading)
  expect(await tracker.comment('1', comment)).toEqual({ id: 'n1' })
})
