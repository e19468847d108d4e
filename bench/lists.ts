import { v7 } from 'uuid'
import { openStore, type OpenStore } from '../src/store/open.ts'
import { listTickets, type TicketFilter } from '../src/store/ticket-views.ts'
import { insertWorkspace } from '../src/store/workspaces.ts'
import type { Database } from './ground.ts'

const small = 1_000
const large = 100_000

/** The same page over few and many tickets, straight at the store, in turn. */
export async function listPages(
  database: Database,
  row: (what: string, value: string, bar: string) => void,
): Promise<void> {
  const store = await openStore({ url: database.url })
  const few = await fill(store, small)
  const many = await fill(store, large)
  await store.pool.query('vacuum analyze tickets')
  const deep = {
    few: await positionAt(store, few, small / 2),
    many: await positionAt(store, many, large / 2),
  }
  const bar = `at most 1.50 (${large.toLocaleString('en')} ÷ ${small.toLocaleString('en')} tickets)`
  const first = await compare(store, { few: { id: few }, many: { id: many } })
  row('First list page, many ÷ few', first.toFixed(2), bar)
  const far = await compare(store, {
    few: { id: few, after: deep.few },
    many: { id: many, after: deep.many },
  })
  row('Deep list page, many ÷ few', far.toFixed(2), bar)
  await store.close()
}

async function fill(store: OpenStore, count: number): Promise<string> {
  const workspaceId = v7()
  await insertWorkspace(store.db, { id: workspaceId, name: `${count} tickets`, createdAt: new Date() })
  const text = `insert into tickets (id, workspace_id, type, title, description, priority, status, status_category,
      created_by, created_at, updated_at)
    select ('01a20000-0000-7000-8000-' || lpad(to_hex(n + $2::integer), 12, '0'))::uuid, $1, 'task', 'Ticket ' || n, 'A ticket of the measurement', 'medium', 'New', 'New',
      'bench', now(), now() from generate_series(1, $2::integer) n`
  await store.pool.query(text, [workspaceId, count])
  return workspaceId
}

const query: TicketFilter = { limit: 50, sort: 'newest' }

async function positionAt(store: OpenStore, workspaceId: string, offset: number): Promise<string> {
  const text = 'select id from tickets where workspace_id = $1 order by id desc offset $2 limit 1'
  const { rows } = await store.pool.query(text, [workspaceId, offset])
  return Buffer.from(JSON.stringify([rows[0]?.id])).toString('base64url')
}

interface Place {
  id: string
  after?: string
}

async function compare(store: OpenStore, places: { few: Place; many: Place }): Promise<number> {
  const time = async ({ id, after }: Place) => {
    const started = performance.now()
    await listTickets(store.db, id, after ? { ...query, after } : query)
    return performance.now() - started
  }
  const times: { few: number[]; many: number[] } = { few: [], many: [] }
  for (let round = 0; round < 120; round += 1) {
    const [few, many] = [await time(places.few), await time(places.many)]
    // The first rounds fill the database's cache.
    if (round >= 20) {
      times.few.push(few)
      times.many.push(many)
    }
  }
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return middle(times.many) / middle(times.few)
}
