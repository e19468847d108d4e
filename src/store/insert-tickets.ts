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
  /** What the ticket's type knows besides. */
  attributes: Record<string, string> | null
  createdBy: string
  at: Date
  event: { id: string; text: string }
  delivery: { id: string; connectionId: string }
  /** Present when the caller sent an Idempotency-Key: stored with the ticket or not at all. The alias is added to the answer. */
  remember?: { id: string; fingerprint: string; status: number; answer: object }
}

/**
 * Stores tickets, each with its first event, its delivery, its job and its answer's key, in one statement and
 * therefore in one transaction (invariant 1), at the cost of one round trip for all of them.
 *
 * Answers each ticket's number, in order; undefined where the connection is not active any more, the project
 * or finding is not this workspace's, or the alarm has or shares a ticket that was not given up. Throws the database's unique violation, and stores nothing, when a finding
 * has an open ticket already or a key was used: see `violatedConstraint`.
 */
export async function insertTickets(
  { pool }: Pick<OpenStore, 'pool'>,
  jobs: JobQueue,
  rows: NewTicketRow[],
): Promise<(number | undefined)[]> {
  // One for each connection is enough: it makes the hub look for everything that is due there.
  const connectionIds = [...new Set(rows.map(({ delivery }) => delivery.connectionId))]
  const job = jobs.statement(connectionIds.map((connectionId) => ({ name: 'lane', data: { connectionId } })))
  const values = [job.parameter, JSON.stringify(rows.map(flat))]
  const answer = await pool.prepared('insert-tickets', ticketText(job.text), values)
  const numbers = new Map(answer.rows.map(({ id, number }) => [id, Number(number)]))
  return rows.map(({ id }) => numbers.get(id))
}

/** A row as the statement reads it. */
function flat({ event, delivery, remember, ...row }: NewTicketRow) {
  return {
    id: row.id,
    workspace_id: row.workspaceId,
    type: row.type,
    title: row.title,
    description: row.description,
    priority: row.priority,
    status: row.status,
    category: row.statusCategory,
    project_id: row.projectId,
    finding_id: row.findingId,
    attributes: row.attributes,
    created_by: row.createdBy,
    at: row.at,
    event_id: event.id,
    event_text: event.text,
    delivery_id: delivery.id,
    connection_id: delivery.connectionId,
    answer_id: remember?.id,
    fingerprint: remember?.fingerprint,
    answered: remember?.status,
    answer: remember?.answer,
  }
}

/** @param jobText the queue's own insert, whose parameter is $1 */
const ticketText = (jobText: string) => `
  with job as (${jobText}),
  given as (
    select * from json_to_recordset($2::text::json) as given (
      id uuid, workspace_id uuid, type text, title text, description text, priority text, status text, category text,
      project_id uuid, finding_id uuid, attributes jsonb, created_by text, at timestamptz, event_id uuid, event_text text,
      delivery_id uuid, connection_id uuid, answer_id uuid, fingerprint text, answered integer, answer jsonb)
  ),
  -- By ids in an array: the planner cannot know how few are given, and would read whole tables of some ten thousand rows.
  -- An alarm that shares another one's ticket is not in the index of open findings: its row decides, under its lock.
  free as (
    select f.id from findings f join given g on g.finding_id = f.id and g.workspace_id = f.workspace_id
    where f.id = any(array(select finding_id from given)) and f.kind = 'alarm' and (f.ticket_id is null or exists (select from tickets t
      where t.id = f.ticket_id and (t.finding_id = f.id or exists (select from deliveries d
        where d.ticket_id = t.id and d.kind = 'create' and d.state = 'cancelled'))))
    for update of f
  ),
  ticket as (
    insert into tickets (id, workspace_id, type, title, description, priority, status, status_category,
      project_id, finding_id, open_finding_id, attributes, created_by, created_at, updated_at)
    select id, workspace_id, type, title, description, priority, status, category,
      project_id, finding_id, finding_id, attributes, created_by, at, at
    from given g
    where exists (select from connections c
        where c.id = g.connection_id and c.workspace_id = g.workspace_id and c.state = 'active')
      and (project_id is null or exists (select from projects p
        where p.id = g.project_id and p.workspace_id = g.workspace_id))
      and (finding_id is null or exists (select from findings f
        where f.id = g.finding_id and f.workspace_id = g.workspace_id and f.kind <> 'alarm')
        or exists (select from free where free.id = g.finding_id))
    returning id, number
  ),
  stored as (select given.*, ticket.number from given join ticket using (id)),
  event as (
    insert into events (id, workspace_id, ticket_id, at, kind, actor, text)
    select event_id, workspace_id, id, at, 'created', created_by, event_text from stored
  ),
  delivery as (
    insert into deliveries (id, workspace_id, ticket_id, connection_id, kind, state, created_at, updated_at)
    select delivery_id, workspace_id, id, connection_id, 'create', 'queued', at, at from stored
  ),
  finding as (
    update findings set ticket_id = stored.id from stored
    where findings.id = any(array(select finding_id from stored)) and findings.id = stored.finding_id
  ),
  remembered as (
    insert into idempotency_keys (id, workspace_id, fingerprint, status, answer, created_at)
    select answer_id, workspace_id, fingerprint, answered,
      answer || jsonb_build_object('alias', 'CT-' || number), at
    from stored where answer_id is not null
  )
  select id, number from ticket`
