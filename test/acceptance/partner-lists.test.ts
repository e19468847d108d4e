import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseSortValue } from '../../src/domain/sort-value.ts'
import { ListedTicketShape, PartnerEventShape } from '../../src/http/partner/answers.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { startWorld, type World } from '../setup/world.ts'

interface Listed {
  id: number
  alias: string
  status: string
  category: string
  modification_date: string
  creation_date: string
  sort_value: string
  service_uuid: string
  operator_ticket_ref: string | null
}

let world: World
let one: Partner
const count = 25
beforeAll(async () => {
  world = await startWorld()
  one = await partner(world)
  for (let place = 0; place < count; place += 1) {
    const service_uuid = `line-${place}`
    await world.api.put(`/v1/services/${service_uuid}`, {})
    const category = place % 5 === 0 ? 'slamming' : 'other'
    const body = one.newTicket({
      service_uuid,
      category,
      diagnostic_run_id: null,
      operator_ticket_ref: `PB_${place}`,
    })
    expect((await one.api.post('/api/tickets/', body)).status).toBe(201)
  }
  const events = {
    3: { status: 'deferred' },
    4: { status: 'cleared', clear_code: 'modem' },
    5: { status: 'canceled' },
    6: { status: 'canceled' },
  }
  const all = await pageAt('')
  for (const [place, event] of Object.entries(events)) {
    const id = all[Number(place)]?.id
    expect((await world.api.post(`/api/tickets/${id}/events/`, event)).status).toBe(200)
  }
})
afterAll(() => world?.close())

const pageAt = async (query: string): Promise<Listed[]> => {
  const { status, body } = await one.api.get(`/api/tickets/${query}`)
  expect([status, body.errors]).toEqual([200, undefined])
  return body
}

async function walk(query: string, limit: number): Promise<Listed[]> {
  const all: Listed[] = []
  let after = ''
  for (;;) {
    const page = await pageAt(`?limit=${limit}${query}${after}`)
    all.push(...page)
    if (page.length < limit) return all
    after = `&after=${encodeURIComponent(page.at(-1)?.sort_value ?? '')}`
  }
}

test('D20, D21, DX15 · The list is a bare array, the last modified first, a hundred at most', async () => {
  const all = await pageAt('')
  expect(all).toHaveLength(count)
  for (const ticket of all) ListedTicketShape.parse(ticket)
  const dates = all.map(({ modification_date }) => modification_date)
  expect(dates).toEqual(dates.toSorted().toReversed())
  expect(await pageAt('?limit=101')).toHaveLength(count)
})

test('D25, DX18 · All times have six fractional digits and a Z', async () => {
  const [first] = await pageAt('?limit=1')
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u
  expect(first?.modification_date).toMatch(form)
  expect(first?.creation_date).toMatch(form)
})

test('D45, D47 · sort_value is made of the modification date, byte for byte', async () => {
  for (const { sort_value, modification_date } of await pageAt('')) {
    const text = `p=${modification_date.replaceAll(':', '%3A')}`
    expect(sort_value).toBe(Buffer.from(text).toString('base64'))
    expect(sort_value).toHaveLength(44)
  }
})

test.each([1, 2, 7, 24, 25, 26, 100])(
  'D23, D24, DX16 · Pages of %i give every ticket once',
  async (limit) => {
    const ids = (await walk('', limit)).map(({ id }) => id)
    expect(ids).toEqual((await pageAt('')).map(({ id }) => id))
  },
)

test('DX16 · Tickets with the same time are neither skipped nor repeated; only then a further key stands after p', async () => {
  const tied = await partner(world)
  for (let place = 0; place < 9; place += 1) {
    await world.api.put(`/v1/services/tied-${place}`, {})
    const body = tied.newTicket({
      service_uuid: `tied-${place}`,
      category: 'other',
      diagnostic_run_id: null,
      operator_ticket_ref: null,
    })
    await tied.api.post('/api/tickets/', body)
  }
  await sql`update service_tickets set modified_at = '2019-05-17T08:51:23.186087Z'
    where operator_id = ${tied.operator.id}::uuid and number % 4 <> 0`.execute(world.database)
  for (const limit of [1, 2, 3, 4]) {
    const ids: number[] = []
    let after = ''
    for (;;) {
      const { body } = await tied.api.get(`/api/tickets/?limit=${limit}${after}`)
      ids.push(...body.map(({ id }: Listed) => id))
      if (body.length < limit) break
      const { sort_value, modification_date } = body.at(-1)
      expect(parseSortValue(sort_value)?.time).toBe(modification_date)
      after = `&after=${encodeURIComponent(sort_value)}`
    }
    expect([limit, ids.length, new Set(ids).size]).toEqual([limit, 9, 9])
  }
})

test('DX16 · While tickets change between pages, those that do not are given once each', async () => {
  const all = await pageAt('')
  const changing = all.filter(({ status }) => status === 'open').slice(-3)
  const seen = await pageAt('?limit=5')
  for (const { id } of changing) await one.api.post(`/api/tickets/${id}/events/`, { comment: 'Meanwhile' })
  let after = seen.at(-1)?.sort_value
  while (after) {
    const page = await pageAt(`?limit=5&after=${encodeURIComponent(after)}`)
    seen.push(...page)
    after = page.at(-1)?.sort_value
  }
  const still = all.filter(({ id }) => !changing.some((changed) => changed.id === id)).map(({ id }) => id)
  const given = seen.map(({ id }) => id)
  expect(given.filter((id) => still.includes(id))).toEqual(still)
})

test('D22, DX29 · status takes one or several, and an unknown one is 400', async () => {
  expect((await pageAt('?status=canceled')).map(({ status }) => status)).toEqual(['canceled', 'canceled'])
  const some = await pageAt('?status=canceled,deferred,cleared')
  expect(some.map(({ status }) => status).toSorted()).toEqual(['canceled', 'canceled', 'cleared', 'deferred'])
  const dates = some.map(({ modification_date }) => modification_date)
  expect(dates).toEqual(dates.toSorted().toReversed())
  expect(await pageAt('?status=closed')).toEqual([])
  for (const bad of ['reopen', 'open,', 'Open', '']) {
    const { status, body } = await one.api.get(`/api/tickets/?status=${bad}`)
    expect([bad, status, body.errors?.length > 0]).toEqual([bad, 400, true])
  }
})

test('DX29, DX16 · Pages of several statuses give every ticket once', async () => {
  const whole = (await pageAt('?status=open,canceled')).map(({ id }) => id)
  expect((await walk('&status=open,canceled', 3)).map(({ id }) => id)).toEqual(whole)
})

test('DX25 · Reference, service and category filter as well', async () => {
  expect((await pageAt('?operator_ticket_ref=PB_7')).map(({ service_uuid }) => service_uuid)).toEqual([
    'line-7',
  ])
  expect(
    (await pageAt('?service_uuid=line-9')).map(({ operator_ticket_ref }) => operator_ticket_ref),
  ).toEqual(['PB_9'])
  expect(await pageAt('?category=slamming')).toHaveLength(5)
  expect(await pageAt('?category=slamming&status=open&service_uuid=line-0')).toHaveLength(1)
  expect(await pageAt('?service_uuid=nobody')).toEqual([])
  expect((await one.api.get('/api/tickets/?category=rain')).status).toBe(400)
})

test('Names in the query that nobody knows are ignored', async () => {
  expect(await pageAt('?page=7&offset=3&foo=bar')).toHaveLength(count)
})

test.each(['0', '-1', '1.5', 'text', '', '1e2', '%20', '9999999999'])(
  'DX15 · limit=%s is 400',
  async (limit) => {
    for (const address of ['/api/tickets/', `/api/tickets/${(await pageAt('?limit=1'))[0]?.id}/events/`]) {
      const { status, body } = await one.api.get(`${address}?limit=${limit}`)
      expect([status, body.errors?.[0].field]).toEqual([400, 'limit'])
    }
  },
)

test.each([
  'x',
  'cD0yMDE5',
  '%00',
  'cD0yMDE5LTA1LTE3VDA4JTNBNTElM0EyMy4xODYwODd',
  'p%3D2019-05-17T08%3A51%3A23Z',
])('DX15 · after=%s is 400', async (after) => {
  const { id } = (await pageAt('?limit=1'))[0] ?? {}
  for (const address of ['/api/tickets/', `/api/tickets/${id}/events/`]) {
    const { status, body } = await one.api.get(`${address}?after=${after}`)
    expect([status, body.errors?.[0].field]).toEqual([400, 'after'])
  }
})

test('D46, D48 · after is read in both alphabets, with keys that nobody knows, also where nothing has that time', async () => {
  const all = await pageAt('')
  const of = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64'))
  expect(await pageAt(`?after=${of('p=2999-01-01T00%3A00%3A00Z&x=1')}`)).toEqual(all)
  expect(await pageAt(`?after=${of('p=2001-01-01T00%3A00%3A00.000001Z')}`)).toEqual([])
})

test('D40, D34, D47, DX15 · Events are listed newest first, in pages; sort_value is made of their creation date', async () => {
  const [{ id } = { id: 0 }] = await pageAt('?status=open&limit=1')
  for (let place = 0; place < 6; place += 1) {
    await one.api.post(`/api/tickets/${id}/events/`, { comment: `said ${place}` })
  }
  const address = `/api/tickets/${id}/events/`
  const { body: all } = await one.api.get(address)
  for (const event of all) {
    PartnerEventShape.parse(event)
    expect(parseSortValue(event.sort_value)?.time).toBe(event.creation_date)
  }
  const dates = all.map((event: { creation_date: string }) => event.creation_date)
  expect(dates).toEqual(dates.toSorted().toReversed())
  const { body: first } = await one.api.get(`${address}?limit=3`)
  const { body: rest } = await one.api.get(`${address}?after=${encodeURIComponent(first[2].sort_value)}`)
  expect([...first, ...rest]).toEqual(all)
})

test('D19 · A ticket is read whatever its status', async () => {
  for (const status of ['open', 'deferred', 'cleared', 'canceled']) {
    const [{ alias } = { alias: '' }] = await pageAt(`?status=${status}&limit=1`)
    expect((await one.api.get(`/api/tickets/${alias}/`)).body.status).toBe(status)
  }
})

test('DX32 · Addresses answer with and without their slash, and never redirect', async () => {
  const url = `${world.hub.url}/api/tickets`
  for (const address of [url, `${url}/`]) {
    const answer = await fetch(address, {
      headers: { authorization: `Bearer ${one.token}` },
      redirect: 'manual',
    })
    expect(answer.status).toBe(200)
  }
})
