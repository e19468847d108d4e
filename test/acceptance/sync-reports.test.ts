import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/new-id.ts'
import { addLogEntry } from '../../src/store/log.ts'
import { json } from '../../src/store/open.ts'
import { ask, create, failCreation } from '../setup/scene.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { adminToken, startWorld, type World } from '../setup/world.ts'

let world: World
let connection: string
let refused: { id: string; alias: string }
let detail: string
beforeAll(async () => {
  world = await startWorld()
  connection = await world.connectJira()
  failCreation(world, { status: 400 })
  refused = await create(world, { title: 'Refused' })
  detail = (await errors())[0].fault.detail
  await create(world, { title: 'Fine' })
  failCreation(world, { status: 401 }, 9)
  await ask(world, { title: 'Nobody let in' })
  await world.drain()
})
afterAll(() => world?.close())

const errors = async (query = '') => (await world.api.get(`/v1/sync-errors?limit=200${query}`)).body.items

/** The records of a CSV answer, its mark taken off. */
async function csv(path: string): Promise<{ headers: Headers; bytes: Uint8Array; lines: string[] }> {
  const headers = { authorization: `Bearer ${adminToken}` }
  const answer = await fetch(world.hub.url + path, { headers })
  expect([path, answer.status]).toEqual([path, 200])
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  return { headers: answer.headers, bytes, lines: text.split('\r\n').filter(Boolean) }
}

async function addLines(count: number, fields: { message: string; at?: Date }): Promise<void> {
  const { id: workspaceId } = (await world.api.get('/v1/me')).body.workspace
  for (let made = 0; made < count; made += 1) {
    const line = { id: newId(), workspaceId, at: fields.at ?? world.clock.now(), level: 'warning' as const }
    await addLogEntry(world.database, { ...line, message: fields.message })
  }
}

test('C54 · the report of errors has each with its cause, its remedy and whom it concerns, and no mere information', async () => {
  const items = await errors()
  expect(items.map(({ level }: { level: string }) => level)).not.toContain('info')
  expect((await errors(`&ticket=${refused.alias}`))[0]).toMatchObject({
    level: 'error',
    concerns: 'ticket',
    ticket: { id: refused.id, alias: refused.alias },
    connection: { id: connection },
    cause: 'Content refused',
    fault: { kind: 'invalid', status: 400, remedy: expect.stringContaining('correct the named fields') },
  })
})

test('C55 · the log of syncs has everything, information too', async () => {
  const { body } = await world.api.get('/v1/logs?limit=200')
  expect(body.items.map(({ level }: { level: string }) => level)).toContain('info')
  expect(body.items.length).toBeGreaterThan((await errors()).length)
})

test('C57 · a refused credential is general, although a ticket met it, and never counts as a ticket’s', async () => {
  const general = await errors('&fault=unauthorized')
  expect(general.length).toBeGreaterThan(0)
  for (const one of general)
    expect(one).toMatchObject({ concerns: 'general', fault: { kind: 'unauthorized' } })
  expect(general[0].cause).toBe('Credential not accepted')
  const ofTickets = await errors('&concerns=ticket')
  expect(ofTickets.length).toBeGreaterThan(0)
  for (const one of ofTickets) expect(one.fault.kind).toBe('invalid')
})

test.each([
  ['ticket by id', () => `ticket=${refused.id}`],
  ['ticket by alias', () => `ticket=${refused.alias.toLowerCase()}`],
  ['kind of fault', () => 'fault=invalid'],
  ['an alias among the words', () => `q=${refused.alias}`],
  ['words of the message', () => 'q=CREATION%20in&concerns=ticket'],
  ['words of the tracker', () => `q=${encodeURIComponent(detail)}`],
  ['connection and level', () => `connectionId=${connection}&level=error&concerns=ticket`],
])('The reports are narrowed by %s', async (_what, query) => {
  const found = await errors(`&${query()}`)
  expect(found.length).toBeGreaterThan(0)
  expect(found.length).toBeLessThan((await errors()).length)
})

test('The reports are narrowed to a time, its end not taken in', async () => {
  const at = new Date('2026-01-05T10:00:00.000Z')
  await addLines(1, { message: 'At ten', at })
  const found = (from: string, until: string) => errors(`&from=${from}&until=${until}`)
  expect(await found('2026-01-05T10:00:00.000Z', '2026-01-05T10:00:00.001Z')).toHaveLength(1)
  expect(await found('2026-01-05T09:00:00.000Z', '2026-01-05T10:00:00.000Z')).toEqual([])
})

test.each([
  ['ticket', 'x'],
  ['fault', 'boom'],
  ['level', 'info'],
  ['concerns', 'me'],
  ['from', 'yesterday'],
  ['until', '2026-01-05'],
  ['q', 'x'.repeat(201)],
])('A wrong %s is refused with its field, in the list and in the file', async (field, value) => {
  for (const path of ['/v1/sync-errors', '/v1/sync-errors.csv']) {
    const { status, body } = await world.api.get(`${path}?${field}=${value}`)
    expect([status, body.errors[0].field]).toEqual([400, field])
  }
})

test('C54, C55 · the file has a mark, a heading, times in UTC, and the rows of the filters only', async () => {
  const { headers, bytes, lines } = await csv(`/v1/sync-errors.csv?ticket=${refused.alias}`)
  expect(headers.get('content-type')).toContain('text/csv')
  expect(headers.get('content-disposition')).toBe('attachment; filename="sync-errors.csv"')
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(lines[0]).toBe(
    'Time,Level,Concerns,Connection,Ticket,Message,Cause,Remedy,What the tracker said,HTTP status,Error code',
  )
  expect(lines).toHaveLength((await errors(`&ticket=${refused.alias}`)).length + 1)
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,error,ticket,/u)
  expect((await csv('/v1/logs.csv')).lines.length).toBeGreaterThan(lines.length)
})

test('A cell that a spreadsheet would calculate begins with an apostrophe', async () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r'])
    await addLines(1, { message: `${start}cmd, "quoted"` })
  const { lines } = await csv('/v1/sync-errors.csv?q=cmd')
  const messages = lines.slice(1).map((line) => line.split('"')[1])
  expect(messages).toHaveLength(6)
  for (const message of messages) expect(message?.[0]).toBe("'")
})

test('A long report is read a part at a time, each row once', async () => {
  await addLines(1_203, { message: 'One of many' })
  const { lines, headers } = await csv('/v1/logs.csv?q=One%20of%20many')
  expect(lines).toHaveLength(1_204)
  expect(headers.get('x-crosstie-note')).toBe(null)
})

test('C56, C57 · the file of a ticket’s history has what concerns it, and not that nobody was let in', async () => {
  const { body: ticket } = await world.api.post('/v1/support-tickets', { title: 'With a history' })
  const event = { workspaceId: (await world.api.get('/v1/me')).body.workspace.id, ticketId: ticket.id }
  for (const kind of ['unauthorized', 'invalid'] as const) {
    const at = world.clock.now()
    const line = { ...event, id: newId(), at, kind: 'error', actor: 'hub', text: `Was ${kind}` }
    const fault = json({ kind, detail: '=1+1' })
    await world.database
      .insertInto('events')
      .values({ ...line, reason: json(null), fault })
      .execute()
  }
  const { lines } = await csv(`/v1/support-tickets/${ticket.alias}/history.csv`)
  expect(lines.join('\n')).toContain('Was invalid')
  expect(lines.join('\n')).toContain("'=1+1")
  expect(lines.join('\n')).not.toContain('Was unauthorized')
  expect((await world.api.get(`/v1/support-tickets/${refused.alias}/history.csv`)).status).toBe(404)
})

test('The reports are an administrator’s, and of the own workspace', async () => {
  const bob = await member(world)
  const stranger = await otherWorkspace(world)
  for (const path of ['/v1/logs', '/v1/logs.csv', '/v1/sync-errors', '/v1/sync-errors.csv']) {
    expect([path, (await bob.get(path)).status]).toEqual([path, 403])
  }
  expect((await stranger.get(`/v1/sync-errors?ticket=${refused.alias}`)).body.items).toEqual([])
  expect(String((await stranger.get('/v1/sync-errors.csv')).body)).not.toContain('Jira')
})
