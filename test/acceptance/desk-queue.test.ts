import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servicePriorities } from '../../src/domain/service-ticket.ts'
import type { ServiceTicketRow } from '../../src/http/contract/service-ticket.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let one: Partner
let other: Partner
/** In the order in which they were opened. */
const tickets: { alias: string; id: number; priority: string; category: string; service_uuid: string }[] = []

beforeAll(async () => {
  world = await startWorld()
  one = await partner(world, 'Alpha')
  other = await partner(world, 'Beta')
  for (let place = 0; place < 12; place += 1) {
    const by = place % 3 === 2 ? other : one
    const { body: service } = await world.api.post('/v1/services', {
      uuid: `line-${place}`,
      operatorId: by.operator.id,
      productName: 'Fibre',
    })
    const ticket = by.newTicket({
      diagnostic_run_id: null,
      service_uuid: service.uuid,
      category: place % 2 ? 'slamming' : 'other',
      priority: servicePriorities[(place * 3) % 4],
      operator_ticket_ref: `REF-${place}`,
      description: place === 7 ? 'Water in the cabinet_B' : 'No light.',
    })
    const { status, body } = await by.api.post('/api/tickets/', ticket)
    expect(status, JSON.stringify(body)).toBe(201)
    tickets.push(body)
  }
})
afterAll(() => world?.close())

const list = async (query = '') => (await world.api.get(`/v1/service-tickets${query}`)).body
const aliasesOf = (page: { items: ServiceTicketRow[] }) => page.items.map(({ alias }) => alias)
const aliases = (some = tickets) => some.map(({ alias }) => alias)
const add = (place: number, event: object) =>
  world.api.post(`/v1/service-tickets/${tickets[place]?.id}/events`, event)

async function pages(query: string, limit = 5) {
  const seen: ServiceTicketRow[] = []
  for (let after: string | null = ''; after !== null;) {
    const page = await list(`?limit=${limit}${query}${after && `&after=${after}`}`)
    seen.push(...page.items)
    after = page.next
  }
  return seen.map(({ alias }) => alias)
}

test('The queue is sorted by age, by priority and by the last change; each whole over all pages', async () => {
  const urgency = ['critical', 'high', 'medium', 'low']
  const byUrgency = urgency.flatMap((word) => tickets.filter(({ priority }) => priority === word))
  expect(aliasesOf(await list())).toEqual(aliases())
  expect(aliasesOf(await list('?sort=priority'))).toEqual(aliases(byUrgency))
  expect(aliasesOf(await list('?sort=changed'))).toEqual(aliases().toReversed())
  expect(await pages('')).toEqual(aliases())
  expect(await pages('&sort=priority')).toEqual(aliases(byUrgency))
  expect(await pages('&sort=changed')).toEqual(aliases().toReversed())
  expect((await list('?limit=2')).total).toEqual({ count: 12, capped: false })
})

test('A row tells whose turn it is, what was said last, and whether the operator spoke', async () => {
  const row = async () =>
    (await list()).items.find(({ alias }: ServiceTicketRow) => alias === tickets[0]?.alias)
  expect(await row()).toMatchObject({
    operator: { name: 'Alpha' },
    service: { productName: 'Fibre' },
    lastComment: { text: 'The customer has restarted the modem.', name: 'Alpha Support' },
    waitsFor: 'desk',
    operatorSpoke: false,
  })
  await add(0, { status: 'deferred', comment: 'Which lamp?' })
  expect(await row()).toMatchObject({
    waitsFor: 'operator',
    lastComment: { text: 'Which lamp?' },
    operatorSpoke: false,
  })
  await one.api.post(`/api/tickets/${tickets[0]?.id}/events/`, { comment: 'The left one. '.repeat(50) })
  const answered = await row()
  expect(answered).toMatchObject({ waitsFor: 'operator', operatorSpoke: true })
  expect(answered.lastComment.text).toHaveLength(301)
  await one.api.post(`/api/tickets/${tickets[0]?.id}/events/`, { status: 'open' })
  expect(await row()).toMatchObject({ waitsFor: 'desk', operatorSpoke: true, status: 'open' })
})

test('Filters narrow the queue, together as well; the count follows', async () => {
  await add(1, { status: 'cleared', clearCode: 'modem' })
  await add(2, { status: 'deferred', comment: 'Which lamp?' })
  await add(3, { status: 'canceled', comment: 'Twice.' })
  const where = (fits: (ticket: (typeof tickets)[number], place: number) => boolean) =>
    aliases(tickets.filter((ticket, place) => fits(ticket, place)))
  const open = where((_, place) => place !== 3)
  const found: [string, string[]][] = [
    ['', open],
    ['?status=cleared,deferred', where((_, place) => place === 1 || place === 2)],
    ['?status=canceled', where((_, place) => place === 3)],
    ['?status=open,deferred,cleared,closed,canceled', aliases()],
    ['?asks=operator', where((_, place) => place === 1 || place === 2)],
    ['?asks=desk', where((_, place) => ![1, 2, 3].includes(place))],
    ['?category=slamming', where(({ category }, place) => category === 'slamming' && place !== 3)],
    ['?priority=critical', where(({ priority }, place) => priority === 'critical' && place !== 3)],
    [`?operator=${other.operator.id}`, where((_, place) => place % 3 === 2)],
    [`?operator=${other.operator.id}&asks=operator`, where((_, place) => place === 2)],
    ['?status=closed', []],
  ]
  for (const [query, expected] of found) {
    const page = await list(query)
    expect([query, aliasesOf(page)]).toEqual([query, expected])
    expect(page.total).toEqual({ count: expected.length, capped: false })
    const sorted = await pages(query.replace('?', '&'), 2)
    expect(sorted).toEqual(expected)
    for (const sort of ['priority', 'changed']) {
      const others = await pages(`${query.replace('?', '&')}&sort=${sort}`, 2)
      expect(others.toSorted()).toEqual(expected.toSorted())
    }
  }
})

test('DX25 · a ticket is found by alias, number, reference, service and words of its description', async () => {
  const wanted = tickets[7]
  const { body: service } = await world.api.get(`/v1/services/${wanted?.service_uuid}`)
  const words = [
    wanted?.alias.toLowerCase(),
    String(wanted?.id),
    `CT-${wanted?.id}`,
    'REF-7',
    'line-7',
    service.alias,
    'water cabin',
    'cabinet_B',
  ]
  for (const word of words) {
    for (const sort of ['age', 'priority', 'changed']) {
      const page = await list(`?sort=${sort}&q=${encodeURIComponent(word ?? '')}`)
      expect([word, aliasesOf(page)]).toEqual([word, [wanted?.alias]])
    }
  }
  expect((await list('?q=nothing+like+it')).items).toEqual([])
  expect((await list(`?q=${encodeURIComponent("% _ ' \\ & | !")}`)).items).toEqual([])
  expect(await pages('&q=light', 3)).toHaveLength(10)
})

test('Words that very many tickets have are looked for in the order of the list', async () => {
  const { id: workspaceId } = (await world.api.get('/v1/me')).body.workspace
  await sql`insert into service_ticket_words (ticket_id, workspace_id, words)
    select gen_random_uuid(), ${workspaceId}::uuid, to_tsvector('simple', 'no light') from generate_series(1, 2001)`.execute(
    world.database,
  )
  const expected = await pages('', 50)
  const wet = tickets[7]?.alias
  const dark = expected.filter((alias) => alias !== wet)
  expect(await pages('&q=light', 3)).toEqual(dark)
  expect((await list('?q=light')).total).toEqual({ count: dark.length, capped: false })
  expect((await pages('&q=light&sort=priority', 3)).toSorted()).toEqual(dark.toSorted())
  expect(await pages('&q=light&status=canceled', 3)).toEqual([tickets[3]?.alias])
})

test('Pages stay whole while tickets change: by age nothing is skipped or repeated', async () => {
  const expected = await pages('', 50)
  const first = await list('?limit=4')
  await add(0, { comment: 'Still looking.' })
  await add(4, { status: 'deferred', comment: 'Which lamp?' })
  const rest = await list(`?limit=50&after=${first.next}`)
  expect([...aliasesOf(first), ...aliasesOf(rest)]).toEqual(expected)
  const urgent = await list('?limit=4&sort=priority')
  await add(4, { status: 'open' })
  const others = await list(`?limit=50&sort=priority&after=${urgent.next}`)
  expect([...aliasesOf(urgent), ...aliasesOf(others)].toSorted()).toEqual(expected.toSorted())
})

test('Bad input is refused by name', async () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const id = crypto.randomUUID()
  const now = '2026-11-22T08:00:00.000001Z'
  const wrong: [string, string][] = [
    ['?status=solved', 'status'],
    ['?category=rain', 'category'],
    ['?priority=urgent', 'priority'],
    ['?operator=Alpha', 'operator'],
    ['?asks=nobody', 'asks'],
    ['?sort=alias', 'sort'],
    ['?limit=0', 'limit'],
    ['?after=x', 'after'],
    [`?after=${cursor(['yesterday', 1, id])}`, 'after'],
    [`?after=${cursor(['2026-02-31T08:00:00Z', 1, id])}`, 'after'],
    [`?after=${cursor([now, 1.5, id])}`, 'after'],
    [`?sort=priority&after=${cursor([now, 1, id])}`, 'after'],
    [`?sort=priority&after=${cursor([1.5, now, 1, id])}`, 'after'],
  ]
  for (const [query, field] of wrong) {
    const { status, body } = await world.api.get(`/v1/service-tickets${query}`)
    expect([query, status, body.errors?.[0]?.field]).toEqual([query, 400, field])
  }
})
