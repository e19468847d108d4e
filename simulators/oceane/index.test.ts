import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOceane, type OceaneSimulator } from './index.ts'

let oceane: OceaneSimulator
beforeEach(async () => {
  oceane = await startOceane()
})
afterEach(() => oceane.close())

function send(method: string, path: string, body?: unknown) {
  const headers = {
    authorization: 'Bearer one',
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
  return fetch(`${oceane.url}${path}`, init)
}

function submit(path: string, form: Record<string, string> = {}) {
  return fetch(`${oceane.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
}

const create = (name = 'LOS on port 3', more: object = {}) => {
  oceane.state.tokens.set('one', Infinity)
  const ticket = { name, description: name, severity: 'High', ticketType: 'incident', externalId: 'mark' }
  return send('POST', '/troubleTicket', { ...ticket, ...more })
}

const only = () => {
  const [ticket] = oceane.state.tickets.values()
  if (!ticket) throw new Error('There is no ticket.')
  return ticket
}

test('a dropped answer closes the connection, and the ticket is counted', async () => {
  await send('PUT', '/_simulator/faults', { rules: [{ times: 1, effect: { commitThenDrop: true } }] })
  const party = { id: 'Crosstie', role: 'originator', '@referredType': 'Individual' }
  const note = { text: 'From the hub.' }
  await expect(create('x', { relatedParty: [party], note: [note] })).rejects.toThrow('fetch failed')
  expect(await (await send('GET', '/_simulator/issues')).json()).toMatchObject([
    { key: 'TT0010001', externalId: 'mark', createdBy: 'Crosstie', comments: [{ text: 'From the hub.' }] },
  ])
})

test('switches can be set over HTTP, a mistyped one is refused, and a reset takes everything back', async () => {
  const set = { tokenLifetime: 10, tokenMissing: true, filterIgnored: true, listStatus: 405, notes: 'append' }
  expect(await (await send('PATCH', '/_simulator/settings', set)).json()).toMatchObject(set)
  expect((await send('PATCH', '/_simulator/settings', { listStatus: 500 })).status).toBe(400)
  expect((await send('POST', '/_simulator/webhooks', { url: 'http://x.example' })).status).toBe(400)
  expect((await create()).status).toBe(201)
  expect((await send('GET', '/troubleTicket')).status).toBe(405)
  await send('PATCH', '/_simulator/settings', { endTokens: true })
  expect((await send('GET', '/troubleTicket')).status).toBe(401)
  await send('POST', '/_simulator/reset')
  const { tickets, tokenLifetime, listStatus } = oceane.state
  expect([tickets.size, tokenLifetime, listStatus, oceane.calls.length]).toEqual([0, 3600, 200, 0])
})

test('a PATCH replaces the list of notes, or adds to it; a note that is there stays itself', async () => {
  await create('x', { note: [{ text: 'one' }] })
  const path = `/troubleTicket/${only().id}`
  const texts = () => only().notes.map(({ id, text }) => `${id} ${text}`)
  await send('PATCH', path, { note: [{ id: 'N1', text: 'forged' }, { text: 'two' }] })
  expect(texts()).toEqual(['N1 one', 'N2 two'])
  await send('PATCH', path, { note: [{ text: 'three' }] })
  expect(texts()).toEqual(['N3 three'])
  oceane.state.notes = 'append'
  await send('PATCH', path, { note: [{ text: 'four' }] })
  expect(texts()).toEqual(['N3 three', 'N4 four'])
})

test('the list filters as TMF630 has it, and tells how many there are', async () => {
  for (const name of ['a', 'b', 'c']) await create(name, { externalId: name, channel: { id: `ch-${name}` } })
  const found = async (query: string) => {
    const answer = await send('GET', `/troubleTicket?${query}`)
    const rows = (await answer.json()) as { name: string }[]
    return [rows.map(({ name }) => name).join(''), answer.headers.get('x-total-count')]
  }
  expect(await found('externalId=b')).toEqual(['b', '1'])
  expect(await found('externalId=a,c')).toEqual(['ac', '2'])
  expect(await found('channel.id=ch-c')).toEqual(['c', '1'])
  expect(await found('name.gt=a&name.lt=c')).toEqual(['b', '1'])
  expect(await found('offset=1&limit=1')).toEqual(['b', '3'])
  expect(await found('nothing=x')).toEqual(['', '0'])
  oceane.state.filterIgnored = true
  expect(await found('externalId=b')).toEqual(['abc', '3'])
})

test('the pages show tickets with everything escaped', async () => {
  await create('<script>alert(1)</script>')
  for (const path of ['/', `/tickets/${only().id}`, '/settings', '/_simulator']) {
    const page = await (await send('GET', path)).text()
    expect(page).toContain('Simulated Oceane')
    expect(page).not.toContain('<script>')
  }
  expect((await send('GET', '/tickets/TT9')).status).toBe(404)
})

test('a person can set the status, assign, note, rename, copy and delete on the pages', async () => {
  await create()
  const path = `/tickets/${only().id}`
  const before = only().updatedAt
  await submit(`${path}/status`, { status: 'held' })
  expect(only()).toMatchObject({ status: 'held', statusChanges: [{ status: 'held' }] })
  expect(only().updatedAt).toBeGreaterThan(before)
  await submit(`${path}/status`, { status: 'nonsense' })
  expect(only().status).toBe('held')
  await submit(`${path}/owner`, { owner: 'claire.morvan' })
  expect(only().parties).toMatchObject([{ name: 'Claire Morvan', role: 'owner' }])
  await submit(`${path}/note`, { text: ' Seen. ' })
  expect(only().notes).toMatchObject([{ author: 'claire.morvan', text: 'Seen.' }])
  await submit(`${path}/rename`, { name: 'New name' })
  await submit(`${path}/copy`)
  const [, copy] = oceane.state.tickets.values()
  expect(copy).toMatchObject({
    status: 'acknowledged',
    members: { name: 'New name', externalId: 'mark' },
    parties: [{ id: 'claire.morvan', role: 'originator' }],
    notes: [],
  })
  await submit(`${path}/delete`)
  expect(oceane.state.tickets.size).toBe(1)
  expect((await submit(`${path}/note`, { text: 'x' })).status).toBe(404)
})

test('a person can change the settings on the page', async () => {
  await submit('/settings/lifetime', { option: 'ten seconds' })
  await submit('/settings/list', { option: 'answers 404' })
  await submit('/settings/nothing', { option: 'x' })
  expect(oceane.state).toMatchObject({ tokenLifetime: 10, listStatus: 404 })
})
