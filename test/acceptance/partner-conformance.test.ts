// A partner’s program that knows nothing but the contract: it walks every call, sends every example, and compares what comes back with
// the examples, member by member.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as examples from '../../src/http/partner/examples.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let token: string
beforeAll(async () => {
  world = await startWorld()
  const profile = {
    name: 'TEST_PRE',
    displayName: 'test operator',
    contactUuid: 'zitjrmff',
    owner: 'Untel',
    grt: 'standard',
  }
  const { body: operator } = await world.api.post('/v1/operators', profile)
  const login = { name: 'test', email: 'test@example.com', expiresInDays: null }
  token = (await world.api.post(`/v1/operators/${operator.id}/tokens`, login)).body.token
  await world.api.patch('/v1/desk-settings', { deskName: 'Kosc' })
  const product = { operatorId: operator.id, productName: 'ADSL-Max_shared_BE_KOSC' }
  await world.api.put(`/v1/services/${examples.creation.service_uuid}`, { ...product, alias: 'S170403_001' })
  await world.api.put(`/v1/services/${examples.ticket.service_uuid}`, { ...product, alias: 'S190322_11001' })
  const run = { status: 'completed', kind: 'standard' }
  const runs = [
    { ...run, alias: examples.creation.diagnostic_run_id, service: examples.creation.service_uuid },
    {
      ...run,
      id: examples.ticket.diagnostic_run_id,
      alias: 'D190425_12001',
      service: examples.ticket.service_uuid,
    },
  ]
  for (const one of runs) expect((await world.api.post('/v1/diagnostic-runs', one)).status).toBeLessThan(300)
})
afterAll(() => world?.close())

type Json = Record<string, unknown>
async function send(
  method: string,
  address: string,
  body?: object,
): Promise<{ status: number; body: Json & Json[] }> {
  const answer = await fetch(`${world.hub.url}${address}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Json & Json[] }
}

/** What differs from ticket to ticket. */
const own = ['id', 'alias', 'creation_date', 'modification_date', 'sort_value']
const without = (json: Json, names: string[]) =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)))
const formOf = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.replaceAll(/\d/gu, '9').replace(/^[A-Za-z\d+/]{44}$/u, 'a sort_value')
    : typeof value

let created: Json

test('D8, D9, D14 · The example of a creation makes a ticket', async () => {
  const { status, body } = await send('POST', '/api/tickets/', examples.creation)
  expect(status).toBe(201)
  const { diagnostic_run_id: alias, ...sent } = examples.creation
  expect(body).toMatchObject({ ...sent, diagnostic_run_alias: alias })
  created = body
})

test('D17, D18 · The example of a ticket is answered member by member, in its order', async () => {
  const { ticket } = examples
  const sent = {
    diagnostic_run_id: ticket.diagnostic_run_id,
    type: ticket.type,
    service_uuid: ticket.service_uuid,
    operator_ticket_ref: ticket.operator_ticket_ref,
    description: ticket.description,
    initial_comment: ticket.initial_comment,
    category: ticket.category,
    priority: ticket.priority,
    owner_contact: ticket.owner_contact,
  }
  const { body: made } = await send('POST', '/api/tickets/', sent)
  const { status, body } = await send('GET', `/api/tickets/${String(made['id'])}/`)
  expect([status, Object.keys(body)]).toEqual([200, Object.keys(ticket)])
  expect(without(body, own)).toEqual(without(ticket, own))
  for (const name of own.slice(1, 4))
    expect([name, formOf(body[name])]).toEqual([name, formOf(ticket[name as 'alias'])])
})

test('D20, D21, D45 · The example of a list is answered alike: a bare array, the same members, the same forms', async () => {
  const { body } = await send('GET', '/api/tickets/')
  expect(body.map((one) => one['service_uuid'])).toEqual([
    examples.ticket.service_uuid,
    examples.creation.service_uuid,
  ])
  const [wanted] = examples.list
  expect(Object.keys(body[0] ?? {})).toEqual(Object.keys(wanted ?? {}))
  expect(formOf(body[0]?.['sort_value'])).toBe(formOf(wanted?.sort_value))
})

test('D22, D23, D24 · The list is filtered by status, and paged by limit and after', async () => {
  const { body: open } = await send('GET', '/api/tickets/?status=open')
  expect(open).toHaveLength(2)
  const { body: first } = await send('GET', '/api/tickets/?limit=1')
  const after = encodeURIComponent(String(first[0]?.['sort_value']))
  const { body: second } = await send('GET', `/api/tickets/?limit=1&after=${after}`)
  expect([...first, ...second]).toEqual(open)
})

/** What the desk does, which is not the partner’s affair. */
async function deskSays(event: object): Promise<void> {
  expect((await world.api.post(`/api/tickets/${String(created['id'])}/events/`, event)).status).toBe(200)
}

async function add(name: keyof typeof examples.events): Promise<Json> {
  const { sent, answered } = examples.events[name]
  const { status, body } = await send('POST', `/api/tickets/${String(created['id'])}/events/`, sent)
  expect([status, Object.keys(body)]).toEqual([200, Object.keys(answered)])
  const differs = ['id', 'creation_date', 'sort_value']
  expect(without(body, differs)).toEqual(without(answered, differs))
  for (const one of differs) expect([one, formOf(body[one])]).toEqual([one, formOf(answered[one as 'id'])])
  return body
}

test('D33–D38, D40 · The examples of events are answered member by member, and listed newest first', async () => {
  const { body: opening } = await send('GET', `/api/tickets/${String(created['alias'])}/events/`)
  expect(opening).toMatchObject([
    { status: 'open', comment: examples.creation.initial_comment, author: 'test' },
  ])
  const comment = await add('comment')
  await deskSays({ status: 'deferred', comment: 'Which modem is it?' })
  const answer = await add('endDeferral')
  await deskSays({ status: 'cleared', clear_code: 'modem' })
  const closed = await add('closeAndComment')
  const { body } = await send('GET', `/api/tickets/${String(created['id'])}/events/`)
  expect(
    body.map(({ id }) => id).filter((id) => [comment, answer, closed].some((one) => one['id'] === id)),
  ).toEqual([closed, answer, comment].map(({ id }) => id))
  const [last, cleared] = body
  expect(last).toEqual(closed)
  expect(Object.keys(cleared ?? {})).toEqual(Object.keys(examples.eventList[1] ?? {}))
  expect(cleared).toMatchObject({
    status: 'cleared',
    author: 'Kosc',
    clear_code: 'modem',
    responsability: 'Customer',
  })
})

test('D35 · The example of a close alone closes a cleared ticket, and only such a one', async () => {
  const { body } = await send('GET', `/api/tickets/?service_uuid=${examples.ticket.service_uuid}`)
  created = body[0] ?? {}
  const { status } = await send(
    'POST',
    `/api/tickets/${String(created['id'])}/events/`,
    examples.events.close.sent,
  )
  expect(status).toBe(409)
  await deskSays({ status: 'cleared', clear_code: 'modem' })
  await add('close')
})

test('D27, D28 · A ticket is neither edited nor deleted', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    expect((await send(method, `/api/tickets/${String(created['id'])}/`, {})).status).toBe(405)
  }
})

test('The description at /api/openapi.json is served, and its page opens', async () => {
  const { body } = await world.as(undefined).get('/api/openapi.json')
  expect([body.openapi, Object.keys(body.paths)]).toEqual([
    '3.1.0',
    ['/api/tickets/', '/api/tickets/{id}/', '/api/tickets/{id}/events/'],
  ])
  const page = await world.as(undefined).get('/api/docs/')
  expect([page.status, String(page.body)]).toEqual([200, expect.stringContaining('/api/openapi.json')])
})

test('The TypeScript of the guide works as it stands', async () => {
  const guide = await readFile(path.resolve(import.meta.dirname, '../../docs/partner-api.md'), 'utf8')
  const [, snippet] = /```ts\n([\s\S]*?)```/u.exec(guide) ?? []
  const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-guide-'))
  const file = path.join(folder, 'partner.ts')
  await writeFile(file, snippet ?? '')
  const { partner } = (await import(/* @vite-ignore */ file)) as {
    partner: (
      hub: string,
      token: string,
    ) => {
      create(ticket: object, key: string): Promise<{ alias: string }>
      read(ref: string): Promise<object>
      addEvent(ref: string, event: object): Promise<object>
      all(query?: string): AsyncGenerator<{ alias: string }>
    }
  }
  const client = partner(world.hub.url, token)
  const ticket = { ...examples.creation, operator_ticket_ref: 'PB12_33' }
  const made = await client.create(ticket, 'guide-1')
  expect(await client.create(ticket, 'guide-1')).toEqual(made)
  expect(await client.read(made.alias)).toEqual(made)
  expect(await client.addEvent(made.alias, { comment: 'Hello' })).toMatchObject({ comment: 'Hello' })
  await expect(client.addEvent(made.alias, { status: 'closed' })).rejects.toThrow(
    'no change of status is allowed now',
  )
  const aliases: string[] = []
  for await (const { alias } of client.all('&status=open')) aliases.push(alias)
  expect(aliases).toEqual([made.alias])
  await rm(folder, { recursive: true })
})
