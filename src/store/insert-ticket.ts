import type { JobQueue } from '../domain/jobs.ts'
import type { Priority } from '../domain/priority.ts'
import type { StatusCategory } from '../domain/status.ts'
import type { OpenStore } from './open.ts'

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
  delivery: { id: string; connectionId: string }
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
export async function insertTicket(
  store: Pick<OpenStore, 'pool'>,
  jobs: JobQueue,
  row: NewTicketRow,
): Promise<number | undefined> {
  const job = jobs.statement({ name: 'deliver', data: { deliveryId: row.delivery.id } })
  const { event, delivery, remember } = row
  const values = [
    job.parameter,
    row.id,
    row.workspaceId,
    row.type,
    row.title,
    row.description,
    row.priority,
    row.status,
    row.statusCategory,
    row.projectId,
    row.findingId,
    row.createdBy,
    row.at,
    event.id,
    event.text,
    delivery.id,
    delivery.connectionId,
  ]
  if (!remember) return run(store, 'insert-ticket', { text: ticketText(job.text, ''), values })
  const kept = [
    remember.actor,
    remember.key,
    remember.fingerprint,
    remember.status,
    JSON.stringify(remember.answer),
  ]
  return run(store, 'insert-ticket-once', {
    text: ticketText(job.text, rememberedText),
    values: [...values, ...kept],
  })
}

async function run(
  { pool }: Pick<OpenStore, 'pool'>,
  name: string,
  { text, values }: { text: string; values: unknown[] },
): Promise<number | undefined> {
  const { rows } = await pool.prepared(name, text, values)
  return rows[0] ? Number(rows[0].number) : undefined
}

/** @param jobText the queue's own insert, whose parameter is $1 */
const ticketText = (jobText: string, remembered: string) => `
  with job as (${jobText}),
  ticket as (
    insert into tickets (id, workspace_id, type, title, description, priority, status, status_category,
      project_id, finding_id, open_finding_id, created_by, created_at, updated_at)
    select $2::uuid, $3::uuid, $4, $5, $6, $7, $8, $9, $10::uuid, $11::uuid, $11::uuid, $12,
      $13::timestamptz, $13::timestamptz
    where exists (select from connections where id = $17::uuid and workspace_id = $3::uuid and state = 'active')
      and ($10::uuid is null or exists (select from projects where id = $10::uuid and workspace_id = $3::uuid))
      and ($11::uuid is null or exists (select from findings where id = $11::uuid and workspace_id = $3::uuid))
    returning id, number
  ),
  event as (
    insert into events (id, workspace_id, ticket_id, at, kind, actor, text)
    select $14::uuid, $3::uuid, id, $13::timestamptz, 'created', $12, $15 from ticket
  ),
  delivery as (
    insert into deliveries (id, workspace_id, ticket_id, connection_id, kind, state, created_at, updated_at)
    select $16::uuid, $3::uuid, id, $17::uuid, 'create', 'queued', $13::timestamptz, $13::timestamptz from ticket
  ),
  finding as (
    update findings set ticket_id = ticket.id from ticket where findings.id = $11::uuid
  )
  ${remembered}
  select number from ticket`

const rememberedText = `,
  remembered as (
    insert into idempotency_keys (workspace_id, actor, key, fingerprint, status, answer, created_at)
    select $3::uuid, $18, $19, $20, $21::integer,
      cast($22::text as jsonb) || jsonb_build_object('alias', 'CT-' || number), $13::timestamptz
    from ticket
  )`
