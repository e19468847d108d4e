import { sql, type Selectable, type SqlBool } from 'kysely'
import type { RunStatus } from '../domain/diagnostic-run.ts'
import type { ServiceCategory, ServiceStatus } from '../domain/service-ticket.ts'
import { json, type Db } from './open.ts'
import { cappedCount, contains, countCap, pageFrom, positionOf } from './page.ts'
import type { DiagnosticRunsTable } from './service-tables.ts'

export type DiagnosticRun = Selectable<DiagnosticRunsTable>

/** A run with its service. */
export interface RunView extends DiagnosticRun {
  service: { uuid: string; alias: string } | null
}

/** Those with one of these numbers or aliases. */
export function runsNamed(
  db: Db,
  workspaceId: string,
  of: { numbers: number[]; aliases: string[] },
): Promise<DiagnosticRun[]> {
  return db
    .selectFrom('diagnosticRuns')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where(sql<SqlBool>`(number = any(${of.numbers}::bigint[]) or alias = any(${of.aliases}::text[]))`)
    .execute()
}

/** Which of these a ticket refers to. Until the transaction ends, none of them gets a ticket. */
export async function ticketedRuns(tx: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  await sql`select from diagnostic_runs where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  const rows = await tx
    .selectFrom('serviceTickets')
    .select('runId')
    .distinct()
    .where('runId', 'in', ids)
    .execute()
  return new Set(rows.flatMap(({ runId }) => runId ?? []))
}

export async function highestRunNumber(tx: Db, workspaceId: string): Promise<number> {
  const row = await tx
    .selectFrom('diagnosticRuns')
    .select((eb) => eb.fn.max('number').as('highest'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return row?.highest ?? 0
}

/** Stores runs, or what may change of those that are there. */
export async function saveRuns(tx: Db, rows: DiagnosticRun[]): Promise<void> {
  if (rows.length === 0) return
  const given = rows.map((row) => ({
    id: row.id,
    workspace_id: row.workspaceId,
    number: row.number,
    alias: row.alias,
    kind: row.kind,
    status: row.status,
    service_id: row.serviceId,
    findings: row.findings,
    started_at: row.startedAt,
    ended_at: row.endedAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  }))
  await sql`
    insert into diagnostic_runs select * from jsonb_populate_recordset(null::diagnostic_runs, ${json(given)})
    on conflict (id) do update set kind = excluded.kind, status = excluded.status, service_id = excluded.service_id,
      findings = excluded.findings, started_at = excluded.started_at, ended_at = excluded.ended_at,
      updated_at = excluded.updated_at`.execute(tx)
}

const columns = sql`r.*, case when s.id is null then null else
  jsonb_build_object('uuid', s.uuid, 'alias', s.alias) end as service`
const beside = sql`left join services s on s.id = r.service_id`

export async function runViews(db: Db, workspaceId: string, ids: string[]): Promise<RunView[]> {
  const { rows } = await sql<RunView>`
    select ${columns} from diagnostic_runs r ${beside}
    where r.workspace_id = ${workspaceId}::uuid and r.id = any(${ids}::uuid[])`.execute(db)
  return rows
}

/** @param ref its number or its alias */
export async function runView(db: Db, workspaceId: string, ref: string): Promise<RunView | undefined> {
  const number = /^[1-9]\d{0,14}$/u.test(ref) ? Number(ref) : null
  const { rows } = await sql<RunView>`
    select ${columns} from diagnostic_runs r ${beside}
    where r.workspace_id = ${workspaceId}::uuid and (r.alias = ${ref} or r.number = ${number}::bigint)`.execute(
    db,
  )
  return rows[0]
}

/** A ticket that refers to a run. */
export interface TicketOfRun {
  id: string
  alias: string
  status: ServiceStatus
  category: ServiceCategory
  operator: string
  createdAt: Date
}

/** The newest tickets that refer to a run. */
export function ticketsOfRun(db: Db, runId: string, limit: number): Promise<TicketOfRun[]> {
  return db
    .selectFrom('serviceTickets as t')
    .innerJoin('operators as o', 'o.id', 't.operatorId')
    .select(['t.ticketId as id', 't.alias', 't.status', 't.category', 'o.name as operator', 't.createdAt'])
    .where('t.runId', '=', runId)
    .orderBy('t.number', 'desc')
    .limit(limit)
    .execute()
}

export interface RunFilter {
  limit: number
  after?: string | undefined
  status?: RunStatus | undefined
  /** The uuid or the alias of a service. */
  service?: string | undefined
  words?: string | undefined
}

function conditionsOf(workspaceId: string, { status, service, words }: RunFilter) {
  const all = [sql<SqlBool>`r.workspace_id = ${workspaceId}::uuid`]
  if (status) all.push(sql`r.status = ${status}`)
  if (service !== undefined) {
    all.push(
      sql`r.service_id in (select id from services where workspace_id = ${workspaceId}::uuid and (uuid = ${service} or alias = ${service}))`,
    )
  }
  if (words) {
    const like = contains(words)
    all.push(sql`(r.alias ilike ${like} or s.uuid ilike ${like} or s.alias ilike ${like}
      or exists (select from jsonb_array_elements(r.findings) f where f ->> 'text' ilike ${like}))`)
  }
  return all
}

/** Runs, the last that came in first. */
export async function listRuns(db: Db, workspaceId: string, filter: RunFilter) {
  const at = positionOf(filter.after)
  const where = sql.join(conditionsOf(workspaceId, filter), sql` and `)
  const keyset = at ? sql`r.id < ${String(at[0])}::uuid` : sql`true`
  const { rows } = await sql<RunView>`
    select ${columns} from diagnostic_runs r ${beside}
    where ${where} and ${keyset} order by r.id desc limit ${filter.limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (
      select from diagnostic_runs r ${beside} where ${where} limit ${countCap + 1}) r`.execute(db)
  return {
    ...pageFrom(rows, filter.limit, (row) => [row.id]),
    total: cappedCount(counted.rows[0]?.count ?? 0),
  }
}
