import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { openStore, type OpenStore } from '../src/store/open.ts'
import { listServiceTickets, serviceTicketView, type Scope } from '../src/store/service-views.ts'
import { insertWorkspace } from '../src/store/workspaces.ts'
import type { Database } from './ground.ts'
import { sideBySide, throughput } from './load.ts'

type Row = (what: string, value: string, bar: string) => void

interface Partners {
  hub: string
  bare: string
  /** The administrator’s. */
  token: string
}

const json = { 'content-type': 'application/json' }

/** Creation and events over the partners’ API beside the same server doing one INSERT, and thirty-two who want one service. */
export async function partnerWrites(database: Database, of: Partners, row: Row): Promise<void> {
  const { hub, bare, token } = of
  const call = caller(hub, token)
  const operator = await call('/v1/operators', {
    name: 'Bench',
    emails: ['noc@example.com'],
    requestsPerMinute: 100_000,
  })
  const program = await call(`/v1/operators/${operator.id}/tokens`, { name: 'bench' })
  const store = await openStore({ url: database.url })
  // Nobody’s quota is measured here.
  await store.pool.query('update operators set requests_per_minute = 100000000')
  const services = await fillServices(store, operator.id, 200_000)
  await store.close()
  const headers = { ...json, authorization: `Bearer ${program.token}` }
  let next = 0
  const ticket = () => {
    next += 1
    return JSON.stringify({ ...body, service_uuid: services(next), operator_ticket_ref: randomUUID() })
  }
  const creation = await sideBySide(3, {
    yardstick: () => throughput(bare, () => ({ path: '/', headers: json, body: ticket() })),
    ours: () => throughput(hub, () => ({ path: '/api/tickets/', headers, body: ticket() })),
  })
  const rate = (value: number) => `${Math.round(value)}/s`
  const value = (one: typeof creation) => `${one.ratio.toFixed(2)} (${rate(one.ours)})`
  row('Partner’s ticket ÷ bare INSERT', value(creation), `at least 0.50 of ${rate(creation.yardstick)}`)

  const open = await allOpen(hub, headers)
  let place = 0
  const comment = () => JSON.stringify({ comment: `Comment ${(place += 1)}` })
  const event = await sideBySide(3, {
    yardstick: () => throughput(bare, () => ({ path: '/', headers: json, body: comment() })),
    ours: () =>
      throughput(hub, () => {
        const text = comment()
        return { path: `/api/tickets/${open[place % open.length]?.id}/events/`, headers, body: text }
      }),
  })
  row('Partner’s event ÷ bare INSERT', value(event), `at least 0.50 of ${rate(event.yardstick)}`)

  const contested = JSON.stringify({ ...body, service_uuid: services(0) })
  const answers = await Promise.all(
    Array.from({ length: 32 }, () =>
      fetch(`${hub}/api/tickets/`, { method: 'POST', headers, body: contested }),
    ),
  )
  const counts = [201, 409].map((status) => answers.filter((answer) => answer.status === status).length)
  row('32 tickets on one service at once', `${counts[0]} made, ${counts[1]} × 409`, 'exactly 1 and 31')
}

const body = {
  diagnostic_run_id: null,
  type: 'service',
  description: 'Customer complains about low rate',
  initial_comment: 'Hello, could you check please?',
  category: 'other',
  owner_contact: {
    first_name: 'Ada',
    last_name: 'Bell',
    email: 'ada@example.com',
    phone_number: '0123456789',
  },
}

/** Some thousand tickets, so that comments come to each rarely, as they do. */
async function allOpen(hub: string, headers: Record<string, string>): Promise<{ id: number }[]> {
  const all: { id: number; sort_value: string }[] = []
  for (let page = 0; page < 50; page += 1) {
    const after = all.length > 0 ? `&after=${encodeURIComponent(all.at(-1)?.sort_value ?? '')}` : ''
    const answer = await fetch(`${hub}/api/tickets/?limit=100${after}`, { headers })
    all.push(...((await answer.json()) as { id: number; sort_value: string }[]))
  }
  return all
}

const caller = (hub: string, token: string) => async (path: string, sent: object) => {
  const headers = { ...json, authorization: `Bearer ${token}` }
  const answer = await fetch(hub + path, { method: 'POST', headers, body: JSON.stringify(sent) })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as { id: string; token?: string }
}

async function fillServices(store: OpenStore, operatorId: string, count: number) {
  const prefix = randomUUID().slice(0, 8)
  await store.pool.query(
    `insert into services (id, workspace_id, number, uuid, alias, operator_id, created_at, updated_at)
     select gen_random_uuid(), o.workspace_id, n, $2 || '-' || n, 'S190322_11' || lpad(n::text, 7, '0'), o.id, now(), now()
     from operators o cross join generate_series(0, $3::integer) n where o.id = $1`,
    [operatorId, prefix, count],
  )
  return (place: number) => `${prefix}-${place}`
}

const small = 1_000
const large = 1_000_000
const deep = 1_000

/** The same page over few and many tickets, straight at the store, in turn; and one ticket by its alias. */
export async function partnerLists(database: Database, row: Row): Promise<void> {
  const store = await openStore({ url: database.url })
  const few = await fillTickets(store, small)
  const many = await fillTickets(store, large)
  for (const table of ['tickets', 'service_tickets', 'services'])
    await store.pool.query(`vacuum analyze ${table}`)
  const bar = `at most 1.50 (${large.toLocaleString('en')} ÷ ${small.toLocaleString('en')} tickets)`
  const page = {
    limit: 50,
    after: undefined,
    statuses: undefined,
    category: undefined,
    serviceUuid: undefined,
    operatorTicketRef: undefined,
  }
  const list = (more: object) => (scope: Scope) => listServiceTickets(store.db, scope, { ...page, ...more })
  row('Partner’s first page, many ÷ few', (await compare({ few, many }, list({}))).toFixed(2), bar)
  const open = list({ statuses: ['open', 'deferred'] })
  row('Partner’s page of two statuses', (await compare({ few, many }, open)).toFixed(2), bar)
  const after = { time: momentOf(deep), id: undefined }
  const half = { time: momentOf(small / 2), id: undefined }
  const far = await compare({ few, many }, (scope) => list({ after: scope === few ? half : after })(scope))
  row(`Partner’s page at depth ${deep.toLocaleString('en')}, many ÷ few`, far.toFixed(2), bar)
  const one = await compare({ few, many }, (scope) =>
    serviceTicketView(store.db, scope, { alias: 'T190517_080000500' }),
  )
  row('Partner’s ticket by alias, many ÷ few', one.toFixed(2), bar)
  await store.close()
}

/** The time of the ticket that so many are newer than. */
const momentOf = (place: number) =>
  new Date(Date.UTC(2026, 0, 1) - place * 1_000).toISOString().replace('Z', '000Z')

async function fillTickets(store: OpenStore, count: number): Promise<Scope> {
  const workspaceId = v7()
  const operatorId = v7()
  await insertWorkspace(store.db, {
    id: workspaceId,
    name: `${count} partner tickets`,
    createdAt: new Date(),
  })
  await store.pool.query(
    `insert into operators (id, workspace_id, name, display_name, requests_per_minute, created_at) values ($1, $2, 'Bench', 'Bench', 600, now())`,
    [operatorId, workspaceId],
  )
  await store.pool.query(
    `with made as (
       insert into services (id, workspace_id, number, uuid, alias, operator_id, created_at, updated_at)
       select gen_random_uuid(), $1, n, 's-' || n, 'S190322_11' || lpad(n::text, 7, '0'), $2, now(), now() from generate_series(1, $3::integer) n
       returning id, number),
     ticket as (
       insert into tickets (id, workspace_id, type, title, description, priority, status, status_category, created_by, created_at, updated_at)
       select ('01a30000-0000-7000-' || to_hex(32768 + $3::integer % 9973) || '-' || lpad(to_hex(number), 12, '0'))::uuid, $1, 'service',
         'Line ' || number, 'A ticket of the measurement', 'low', 'closed', 'Closed', 'bench', now(), now() from made
       returning id, number, substring(title from 6)::bigint as place)
     insert into service_tickets (ticket_id, number, workspace_id, operator_id, alias, status, category, priority, service_id, author, owner,
       owner_contact, last_update_author, created_at, modified_at)
     select t.id, t.number, $1, $2, 'T190517_08' || lpad(t.place::text, 7, '0'), case when t.place % 20 = 0 then 'open' else 'closed' end, 'other', 'low', m.id, 'bench', 'bench', '{}', 'bench',
       timestamptz '2026-01-01 00:00:00Z' - t.place * interval '1 second', timestamptz '2026-01-01 00:00:00Z' - t.place * interval '1 second'
     from ticket t join made m on m.number = t.place`,
    [workspaceId, operatorId, count],
  )
  return { workspaceId, operatorId }
}

async function compare(
  scopes: { few: Scope; many: Scope },
  read: (scope: Scope) => Promise<unknown>,
): Promise<number> {
  const time = async (scope: Scope) => {
    const started = performance.now()
    await read(scope)
    return performance.now() - started
  }
  const times: { few: number[]; many: number[] } = { few: [], many: [] }
  for (let round = 0; round < 120; round += 1) {
    const [few, many] = [await time(scopes.few), await time(scopes.many)]
    // The first rounds fill the database’s cache.
    if (round < 20) continue
    times.few.push(few)
    times.many.push(many)
  }
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return middle(times.many) / middle(times.few)
}
