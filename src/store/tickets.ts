import { sql } from 'kysely'
import type { JobQueue } from '../domain/jobs.ts'
import type { Priority } from '../domain/priority.ts'
import type { StatusCategory } from '../domain/status.ts'
import { jobSql } from './jobs.ts'
import { json, type Db } from './open.ts'

export interface NewTicketRow {
  id: string
  workspaceId: string
  type: string
  title: string
  description: string
  priority: Priority
  status: string
  statusCategory: StatusCategory
  projectId: string | null
  findingId: string | null
  createdBy: string
  at: Date
  event: { id: string; text: string }
  delivery: { id: string; connectionId: string; marker: string }
  /** Present when the caller sent an Idempotency-Key: stored with the ticket or not at all. The alias is added to the answer. */
  remember?: { actor: string; key: string; fingerprint: string; status: number; answer: object }
}

/**
 * Stores a ticket, its first event, its delivery, its job and the answer's key in one statement and
 * therefore in one transaction (invariant 1), at the cost of one round trip.
 *
 * Answers the ticket's number, or undefined when the connection is not active any more, or the project
 * or finding is not this workspace's. Throws the database's unique violation when the finding has an open
 * ticket already or the key was used: see `violatedConstraint`.
 */
export async function insertTicket(db: Db, jobs: JobQueue, row: NewTicketRow): Promise<number | undefined> {
  const job = jobSql(jobs, { name: 'deliver', data: { deliveryId: row.delivery.id } })
  const { rows } = await sql<{ number: number }>`
    with job as (${job}),
    ticket as (
      insert into tickets (id, workspace_id, type, title, description, priority, status, status_category,
        project_id, finding_id, open_finding_id, created_by, created_at, updated_at)
      select ${row.id}::uuid, ${row.workspaceId}::uuid, ${row.type}, ${row.title}, ${row.description}, ${row.priority},
        ${row.status}, ${row.statusCategory}, ${row.projectId}::uuid, ${row.findingId}::uuid, ${row.findingId}::uuid,
        ${row.createdBy}, ${row.at}::timestamptz, ${row.at}::timestamptz
      where exists (select from connections where id = ${row.delivery.connectionId}::uuid
          and workspace_id = ${row.workspaceId}::uuid and state = 'active')
        and (${row.projectId}::uuid is null or exists (select from projects
          where id = ${row.projectId}::uuid and workspace_id = ${row.workspaceId}::uuid))
        and (${row.findingId}::uuid is null or exists (select from findings
          where id = ${row.findingId}::uuid and workspace_id = ${row.workspaceId}::uuid))
      returning id, number
    ),
    event as (
      insert into events (id, workspace_id, ticket_id, at, kind, actor, text)
      select ${row.event.id}::uuid, ${row.workspaceId}::uuid, id, ${row.at}::timestamptz, 'created', ${row.createdBy}, ${row.event.text}
      from ticket
    ),
    delivery as (
      insert into deliveries (id, workspace_id, ticket_id, connection_id, kind, state, marker, created_at, updated_at)
      select ${row.delivery.id}::uuid, ${row.workspaceId}::uuid, id, ${row.delivery.connectionId}::uuid, 'create', 'queued',
        ${row.delivery.marker}, ${row.at}::timestamptz, ${row.at}::timestamptz
      from ticket
    ),
    finding as (
      update findings set ticket_id = ticket.id from ticket where findings.id = ${row.findingId}::uuid
    ),
    remembered as (
      insert into idempotency_keys (workspace_id, actor, key, fingerprint, status, answer, created_at)
      select ${row.workspaceId}::uuid, ${row.remember?.actor ?? null}, ${row.remember?.key ?? null},
        ${row.remember?.fingerprint ?? null}, ${row.remember?.status ?? null}::integer,
        ${json(row.remember?.answer)} || jsonb_build_object('alias', 'CT-' || number), ${row.at}::timestamptz
      from ticket where ${row.remember !== undefined}::boolean
    )
    select number from ticket`.execute(db)
  return rows[0]?.number
}

/** Locks a ticket against other changes until the transaction ends. */
export function lockTicket(tx: Db, id: string) {
  return tx.selectFrom('tickets').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function findTicket(db: Db, workspaceId: string, ref: { id: string } | { number: number }) {
  const query = db.selectFrom('tickets').selectAll().where('workspaceId', '=', workspaceId)
  return 'id' in ref
    ? query.where('id', '=', ref.id).executeTakeFirst()
    : query.where('number', '=', ref.number).executeTakeFirst()
}

/** The open ticket about a finding, if there is one. */
export function openTicketOf(db: Db, workspaceId: string, findingId: string) {
  return db
    .selectFrom('tickets')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('openFindingId', '=', findingId)
    .executeTakeFirst()
}

/**
 * Sets the status. A ticket that is open again takes its finding back only where no other ticket has it.
 */
export async function setTicketStatus(
  tx: Db,
  ticket: { id: string; findingId: string | null },
  to: { status: string; category: StatusCategory; open: boolean; at: Date },
): Promise<void> {
  const findingId = to.open ? ticket.findingId : null
  const free = sql<string | null>`case when exists (
    select from tickets other where other.open_finding_id = ${findingId}::uuid and other.id <> ${ticket.id}::uuid
  ) then null else ${findingId}::uuid end`
  await tx
    .updateTable('tickets')
    .set({ status: to.status, statusCategory: to.category, openFindingId: free, updatedAt: to.at })
    .where('id', '=', ticket.id)
    .execute()
}

export interface NewEvent {
  id: string
  workspaceId: string
  ticketId: string
  at: Date
  kind: string
  actor: string
  text: string
  reason?: unknown
  fault?: unknown
}

/** Adds one entry to a ticket's timeline. */
export async function addEvent(tx: Db, event: NewEvent): Promise<void> {
  const { reason, fault, ...row } = event
  await tx
    .insertInto('events')
    .values({ ...row, reason: json(reason as never), fault: json(fault as never) })
    .execute()
}
