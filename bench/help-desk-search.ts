import { v7 } from 'uuid'
import { openStore, type OpenStore } from '../src/store/open.ts'
import { listSupportTickets } from '../src/store/support-views.ts'
import { insertWorkspace } from '../src/store/workspaces.ts'
import type { Database } from './ground.ts'

const small = 1_000
const large = 100_000

/** What is typed, by how many tickets have it. */
const searches = {
  'a word of one ticket': 'solitary',
  'a word of 20 tickets': 'scarce',
  'a word of 1,000 tickets (100 of the few)': 'router',
  'a word of every fifteenth': 'switch',
  'a word of every tenth': 'portal',
  'a word of all': 'measurement',
  'two words': 'measurement scarce',
  'the beginning of a word': 'measu',
  'no words at all': '',
}

/** The first page of a search over few and many help-desk tickets, straight at the store, in turn. */
export async function helpDeskSearch(
  database: Database,
  row: (what: string, value: string, bar: string) => void,
): Promise<void> {
  const store = await openStore({ url: database.url })
  const few = await fill(store, small)
  const many = await fill(store, large)
  await store.pool.query('vacuum analyze tickets, support_tickets')
  const bar = `at most 2.00 (${large.toLocaleString('en')} ÷ ${small.toLocaleString('en')} tickets)`
  for (const [what, words] of Object.entries(searches)) {
    const { ratio, ms } = await compare(store, { few, many, words })
    row(`Help desk search, ${what}`, `${ratio.toFixed(2)} (${ms.toFixed(1)} ms)`, bar)
  }
  await store.close()
}

/** Tickets of about 600 characters, each with words of its own and words that it shares. */
async function fill(store: OpenStore, count: number): Promise<string> {
  const workspaceId = v7()
  const typeId = v7()
  await insertWorkspace(store.db, { id: workspaceId, name: `${count} tickets`, createdAt: new Date() })
  const lists = `with type as (insert into support_types (id, workspace_id, name, position, created_at) values ($1, $2, 'Question', 1, now()))
    insert into support_statuses (id, workspace_id, name, category, position, created_at) values ($1, $2, 'New', 'New', 1, now())`
  await store.pool.query(lists, [typeId, workspaceId])
  const text = `with new as (
      insert into tickets (id, workspace_id, type, title, description, priority, status, status_category, created_by, created_at, updated_at)
      select ('01a20000-0000-7000-8000-' || lpad(to_hex(2 * $2::integer - n), 12, '0'))::uuid, $1::uuid, 'support', 'Ticket of the measurement unique' || n,
        case when n = 7 then 'solitary ' else '' end || case when n % ($2::integer / 20) = 0 then 'scarce ' else '' end || case when n % 10 = 0 then 'portal ' else '' end || case when n % 15 = 0 then 'switch ' else '' end ||
          case when n % greatest(10, $2::integer / 1000) = 0 then 'router ' else '' end ||
          (select string_agg('word' || (n * 7919 + k * k * 31) % 5000, ' ') from generate_series(1, 60) k),
        'medium', 'New', 'New', 'bench', now() - n * interval '1 minute', now() - n * interval '1 minute'
      from generate_series($2::integer, 1, -1) n returning id, workspace_id, title, description)
    insert into support_tickets (ticket_id, workspace_id, type_id, words)
    select id, workspace_id, $3::uuid, to_tsvector('simple', title || ' ' || description) from new`
  await store.pool.query(text, [workspaceId, count, typeId])
  return workspaceId
}

async function compare(
  store: OpenStore,
  { few, many, words }: { few: string; many: string; words: string },
): Promise<{ ratio: number; ms: number }> {
  const time = async (workspaceId: string) => {
    const started = performance.now()
    await listSupportTickets(store.db, workspaceId, { limit: 50, sort: 'updated', words: words || undefined })
    return performance.now() - started
  }
  const times: { few: number[]; many: number[] } = { few: [], many: [] }
  for (let round = 0; round < 60; round += 1) {
    const [quick, slow] = [await time(few), await time(many)]
    // The first rounds fill the database's cache.
    if (round >= 10) {
      times.few.push(quick)
      times.many.push(slow)
    }
  }
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return { ratio: middle(times.many) / middle(times.few), ms: middle(times.many) }
}
