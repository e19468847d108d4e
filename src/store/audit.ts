import { sql, type Selectable } from 'kysely'
import { json, transact, type Db } from './open.ts'
import { countCap, countOf, pageFrom, positionOf } from './page.ts'
import type { AuditEntriesTable } from './people-tables.ts'

export type AuditEntry = Selectable<AuditEntriesTable>

export async function insertAuditEntry(db: Db, row: Omit<AuditEntry, 'place' | 'hash'>): Promise<void> {
  const before = json(row.before)
  const after = json(row.after)
  await db
    .insertInto('auditEntries')
    .values({ ...row, before, after, place: null, hash: null })
    .execute()
}

/** Workspaces with entries that are not in their chain yet. */
export async function looseWorkspaces(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('auditEntries')
    .select('workspaceId')
    .distinct()
    .where('place', 'is', null)
    .execute()
  return rows.map(({ workspaceId }) => workspaceId)
}

/** Where a chain ends. */
export interface ChainEnd {
  place: number
  hash: string
  seal: string
}

export function chainEnd(db: Db, workspaceId: string): Promise<ChainEnd | undefined> {
  return db
    .selectFrom('auditChains')
    .select(['place', 'hash', 'seal'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
}

const atOnce = 500

/**
 * Gives the next entries their places, one process after the other. Answers how many.
 * @param chain what follows from the end and the entries, oldest first: the hash of each, and the new end
 */
export function chainNext(
  db: Db,
  workspaceId: string,
  chain: (end: ChainEnd | undefined, entries: AuditEntry[]) => { hashes: string[]; end: ChainEnd },
): Promise<number> {
  return transact(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${workspaceId}`}, 0))`.execute(tx)
    const entries = await tx
      .selectFrom('auditEntries')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('place', 'is', null)
      .orderBy('id')
      .limit(atOnce)
      .execute()
    if (entries.length === 0) return 0
    const before = await chainEnd(tx, workspaceId)
    const { hashes, end } = chain(before, entries)
    const first = (before?.place ?? 0) + 1
    await sql`
      update audit_entries e set place = ${first}::bigint + x.nth - 1, hash = x.hash
      from unnest(${entries.map(({ id }) => id)}::uuid[], ${hashes}::text[]) with ordinality x (id, hash, nth)
      where e.id = x.id`.execute(tx)
    await tx
      .insertInto('auditChains')
      .values({ workspaceId, ...end })
      .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(end))
      .execute()
    return entries.length
  })
}

/** Entries of the chain after a place, in their order. */
export function chained(db: Db, workspaceId: string, of: { after: number; limit: number }) {
  return db
    .selectFrom('auditEntries')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('place', '>', of.after)
    .orderBy('place')
    .limit(of.limit)
    .execute()
}

/** Every workspace that has a record. */
export async function recordedWorkspaces(db: Db): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select w.id, w.name from workspaces w
    where exists (select from audit_entries e where e.workspace_id = w.id)
      or exists (select from audit_chains c where c.workspace_id = w.id) order by w.created_at, w.id`.execute(
    db,
  )
  return rows
}

export interface AuditFilter {
  /** Begins with: `connection.` finds all that was done to connections. */
  action?: string | undefined
  actor?: string | undefined
  target?: string | undefined
  from?: Date | undefined
  /** Up to, but not at. */
  until?: Date | undefined
}

/** The newest first, with how many there are in all. */
export async function listAudit(
  db: Db,
  workspaceId: string,
  wanted: AuditFilter & { limit: number; after?: string | undefined },
) {
  const { action, actor, target, from, until } = wanted
  const at = positionOf(wanted.after)
  let matching = db.selectFrom('auditEntries').where('workspaceId', '=', workspaceId)
  if (action) matching = matching.where(sql<boolean>`starts_with(action, ${action})`)
  if (actor) matching = matching.where('actor', '=', actor)
  if (target) matching = matching.where('target', '=', target)
  if (from) matching = matching.where('at', '>=', from)
  if (until) matching = matching.where('at', '<', until)
  const rows = await matching
    .selectAll()
    .$if(at !== undefined, (page) => page.where('id', '<', String(at?.[0])))
    .orderBy('id', 'desc')
    .limit(wanted.limit + 1)
    .execute()
  const total = await countOf(db, matching.select('id').limit(countCap + 1))
  return { ...pageFrom(rows, wanted.limit, (row) => [row.id]), total }
}
