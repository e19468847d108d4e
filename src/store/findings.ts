import { sql, type Selectable, type SqlBool } from 'kysely'
import type { StatusCategory } from '../domain/status.ts'
import type { DeliveryState } from '../domain/ticket.ts'
import { json, type Db } from './open.ts'
import {
  cappedCount,
  contains,
  countCap,
  pageFrom,
  positionOf,
  type CappedCount,
  type PageOf,
} from './page.ts'
import type { FindingsTable } from './tables.ts'

export type Finding = Selectable<FindingsTable>

export type NewFinding = Omit<
  Finding,
  'ticketId' | 'firstSeenAt' | 'lastSeenAt' | 'state' | 'alarm' | 'clearedAt'
> & { seenAt: Date }

export interface SavedFinding {
  id: string
  key: string
  source: string
  outcome: 'created' | 'updated' | 'unchanged'
}

/**
 * Stores findings, or brings the ones with the same (source, key) up to date. A finding may stand only
 * once in `rows`.
 */
export async function saveFindings(tx: Db, rows: NewFinding[]): Promise<SavedFinding[]> {
  const saved = new Map<NewFinding, SavedFinding>()
  // Always in the same order, so that two who bring the same findings do not wait for each other for ever.
  for (const row of rows.toSorted(byName)) saved.set(row, await saveFinding(tx, row))
  return rows.flatMap((row) => saved.get(row) ?? [])
}

const nameOf = (row: NewFinding) => JSON.stringify([row.source, row.key])
const byName = (left: NewFinding, right: NewFinding) => (nameOf(left) < nameOf(right) ? -1 : 1)

async function saveFinding(tx: Db, { seenAt, ...row }: NewFinding): Promise<SavedFinding> {
  const { id, workspaceId: _, kind: _kind, ...content } = row
  const before = (await lockFinding(tx, row)) ?? (await insertFinding(tx, { seenAt, ...row }))
  if (!before) return { id, key: row.key, source: row.source, outcome: 'created' }
  const same = before.fingerprint === row.fingerprint
  const change = same ? { lastSeenAt: seenAt } : { ...content, raw: json(row.raw), lastSeenAt: seenAt }
  await tx.updateTable('findings').set(change).where('id', '=', before.id).execute()
  return { id: before.id, key: row.key, source: row.source, outcome: same ? 'unchanged' : 'updated' }
}

function lockFinding(tx: Db, row: Pick<Finding, 'workspaceId' | 'kind' | 'source' | 'key'>) {
  return tx
    .selectFrom('findings')
    .select(['id', 'fingerprint'])
    .where('workspaceId', '=', row.workspaceId)
    .where('kind', '=', row.kind)
    .where('source', '=', row.source)
    .where('key', '=', row.key)
    .forUpdate()
    .executeTakeFirst()
}

/** Answers the finding that somebody else has stored in this very moment, if there is one. */
async function insertFinding(tx: Db, { seenAt, ...row }: NewFinding) {
  const inserted = await tx
    .insertInto('findings')
    .values({
      ...row,
      raw: json(row.raw),
      ticketId: null,
      state: null,
      alarm: json(null),
      clearedAt: null,
      firstSeenAt: seenAt,
      lastSeenAt: seenAt,
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'kind', 'source', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted ? undefined : lockFinding(tx, row)
}

export function findingOf(db: Db, workspaceId: string, id: string): Promise<Finding | undefined> {
  return db
    .selectFrom('findings')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** A recommendation with its project and newest ticket. */
export interface FindingView extends Omit<
  Finding,
  'raw' | 'workspaceId' | 'kind' | 'fingerprint' | 'state' | 'alarm' | 'clearedAt'
> {
  projectKey: string | null
  projectName: string | null
  ticketNumber: number | null
  ticketOpen: boolean | null
  ticketStatus: string | null
  ticketCategory: StatusCategory | null
  deliveryState: DeliveryState | null
  issueKey: string | null
  issueUrl: string | null
  rawStatus: string | null
}

export interface FindingFilter {
  limit: number
  after?: string | undefined
  project?: string | undefined
  category?: string | undefined
  source?: string | undefined
  ticket?: 'none' | 'open' | 'failed' | 'done' | undefined
  words?: string | undefined
  sort: 'saving' | 'newest'
}

const columns = sql`
  f.id, f.source, f.key, f.title, f.description, f.resource, f.account, f.category, f.effort, f.saving, f.currency,
  f.project_id, f.ticket_id, f.first_seen_at, f.last_seen_at, p.key as project_key, p.name as project_name,
  t.number as ticket_number, t.open_finding_id is not null as ticket_open, t.status as ticket_status,
  t.status_category as ticket_category, d.state as delivery_state, l.issue_key, l.url as issue_url, l.raw_status`

const beside = sql`
  left join projects p on p.id = f.project_id
  left join tickets t on t.workspace_id = f.workspace_id and t.id = f.ticket_id
  left join lateral (select * from deliveries x where x.ticket_id = t.id and x.kind = 'create'
    order by x.id desc limit 1) d on true
  left join lateral (select * from links x where x.ticket_id = t.id order by x.id desc limit 1) l on true`

const ticketConditions = {
  none: sql<SqlBool>`f.ticket_id is null`,
  open: sql<SqlBool>`exists (select from tickets x
    where x.workspace_id = f.workspace_id and x.id = f.ticket_id and x.open_finding_id is not null)`,
  failed: sql<SqlBool>`exists (select from deliveries x where x.ticket_id = f.ticket_id and x.state in ('failed', 'parked'))`,
  done: sql<SqlBool>`exists (select from tickets x
    where x.workspace_id = f.workspace_id and x.id = f.ticket_id and x.open_finding_id is null)`,
}

function conditionsOf(workspaceId: string, filter: FindingFilter) {
  const all = [sql<SqlBool>`f.workspace_id = ${workspaceId}::uuid and f.kind = 'recommendation'`]
  if (filter.category) all.push(sql`f.category = ${filter.category}`)
  if (filter.source) all.push(sql`f.source = ${filter.source}`)
  if (filter.ticket) all.push(ticketConditions[filter.ticket])
  if (filter.project === 'none') all.push(sql`f.project_id is null`)
  else if (filter.project) {
    all.push(sql`f.project_id = (select id from projects
      where workspace_id = ${workspaceId}::uuid and key = ${filter.project})`)
  }
  if (filter.words) {
    const like = contains(filter.words)
    all.push(sql`(f.title ilike ${like} or f.resource ilike ${like} or f.account ilike ${like})`)
  }
  return all
}

/** A page of recommendations, by keyset, and how many there are in all. */
export async function listFindings(
  db: Db,
  workspaceId: string,
  filter: FindingFilter,
): Promise<PageOf<FindingView> & { total: CappedCount }> {
  const bySaving = filter.sort === 'saving'
  const at = positionOf(filter.after, bySaving ? ['number'] : [])
  const keyset = !at
    ? sql`true`
    : bySaving
      ? sql`(coalesce(f.saving, -1), f.id) < (${Number(at[0])}::double precision, ${String(at[1])}::uuid)`
      : sql`f.id < ${String(at[0])}::uuid`
  const order = bySaving ? sql`coalesce(f.saving, -1) desc, f.id desc` : sql`f.id desc`
  const where = sql.join(conditionsOf(workspaceId, filter), sql` and `)
  const { rows } = await sql<FindingView>`
    select ${columns} from (
      select * from findings f where ${where} and ${keyset} order by ${order} limit ${filter.limit + 1}
    ) f ${beside} order by ${order}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from findings f where ${where} limit ${countCap + 1}) f`.execute(db)
  const page = pageFrom(rows, filter.limit, (row) => (bySaving ? [row.saving ?? -1, row.id] : [row.id]))
  return { ...page, total: cappedCount(counted.rows[0]?.count ?? 0) }
}

export async function findingView(db: Db, workspaceId: string, id: string): Promise<FindingView | undefined> {
  const { rows } = await sql<FindingView>`
    select ${columns} from findings f ${beside}
    where f.workspace_id = ${workspaceId}::uuid and f.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** The categories and sources that occur, for filter boxes. */
export async function findingFilters(db: Db, workspaceId: string) {
  const values = (column: 'category' | 'source') =>
    db
      .selectFrom('findings')
      .select(column)
      .distinct()
      .where('workspaceId', '=', workspaceId)
      .where('kind', '=', 'recommendation')
      .where(column, 'is not', null)
      .orderBy(column)
      .limit(200)
      .execute()
  const [categories, sources] = [await values('category'), await values('source')]
  return {
    categories: categories.flatMap((row) => row.category ?? []),
    sources: sources.flatMap((row) => row.source ?? []),
  }
}
