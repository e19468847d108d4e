import { CompiledQuery } from 'kysely'
import type { JobQueue } from '../domain/jobs.ts'
import type { PartnerEvent, PartnerTicket } from '../domain/partner-ticket.ts'
import type { ClearCode, EventStatus, Party, ServiceStatus } from '../domain/service-ticket.ts'
import type { StatusCategory } from '../domain/status.ts'
import { flatNotification, type NewNotification } from './insert-service-tickets.ts'
import type { Db } from './open.ts'
import type { Pool } from './pool-of-one.ts'

export interface NewServiceEvent {
  id: string
  workspaceId: string
  ticketId: string
  /** What the ticket’s status was when this was decided: it must be so still. */
  expected: ServiceStatus
  /** The ticket’s status afterwards. */
  after: { status: ServiceStatus; category: StatusCategory; clearCode: ClearCode | null }
  status: EventStatus | null
  comment: string | null
  clearCode: ClearCode | null
  party: Party
  author: string
  authorName: string
  actor: string
  lastUpdateAuthor: string
  /** To the microsecond; moved on where the ticket’s last change is later. */
  at: string
  notifications: NewNotification[]
  /** What the operator is told; ids and times are filled in. Null where nobody is told. */
  told: { ticket: PartnerTicket; event: PartnerEvent } | null
  keys: string[]
  /** The comment’s way to the ticket’s issue, where it was forwarded. */
  deliveryId: string | null
}

export interface StoredServiceEvent {
  number: number
  /** The comment is on its way to an issue. */
  isForwarded: boolean
  /** To the microsecond. */
  createdAt: string
}

/** Where it is stored: by itself, or in a transaction that is open. */
export type Into = { pool: Pool } | { tx: Db }

/**
 * Stores events of different tickets and what they make of them in one statement, with their notifications and the job for those. An answer is
 * undefined, and nothing of that event was stored, where the ticket’s status has changed meanwhile: of two changes at the same time one succeeds.
 * Throws the unique violation, and stores nothing, where a key was used.
 */
export async function insertServiceEvents(
  into: Into,
  jobs: JobQueue,
  events: NewServiceEvent[],
): Promise<(StoredServiceEvent | undefined)[]> {
  const workspaces = [...new Set(events.map(({ workspaceId }) => workspaceId))]
  const job = jobs.statement(workspaces.map((workspaceId) => ({ name: 'notify', data: { workspaceId } })))
  const tells = events.some(({ notifications }) => notifications.length > 0)
  const text = insertText(job.text)
  const values = [tells ? job.parameter : '[]', JSON.stringify(events.map(flat))]
  const { rows } =
    'pool' in into
      ? await into.pool.prepared('insert-service-events', text, values)
      : await into.tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))
  const stored = new Map(
    rows.map((row) => [
      row['id'],
      {
        number: Number(row['number']),
        createdAt: String(row['at']),
        isForwarded: row['forwarded'] === true,
      },
    ]),
  )
  return events.map(({ id }) => stored.get(id))
}

function flat(event: NewServiceEvent, place: number) {
  const { comment, author, authorName } = event
  return {
    place,
    id: event.id,
    workspace_id: event.workspaceId,
    ticket_id: event.ticketId,
    expected: event.expected,
    new_status: event.after.status,
    new_category: event.after.category,
    new_code: event.after.clearCode,
    status: event.status,
    comment,
    clear_code: event.clearCode,
    party: event.party,
    author,
    author_name: authorName,
    actor: event.actor,
    updater: event.lastUpdateAuthor,
    last_comment: comment === null ? null : { comment, author, name: authorName },
    at: event.at,
    notifications: event.notifications.map(flatNotification),
    told: event.told,
    keys: event.keys,
    delivery_id: event.deliveryId,
  }
}

const wire = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** @param jobText the queue's own insert, whose parameter is $1 */
const insertText = (jobText: string) => `
  with job as (${jobText}),
  given as (
    select * from json_to_recordset($2::text::json) as given (
      place integer, id uuid, workspace_id uuid, ticket_id uuid, expected text, new_status text, new_category text, new_code text, status text,
      comment text, clear_code text, party text, author text, author_name text, actor text, updater text, last_comment jsonb,
      at timestamptz, notifications jsonb, told jsonb, keys jsonb, delivery_id uuid)
  ),
  -- By ids in an array: the planner cannot know how few are given, and would read whole tables of some ten thousand rows.
  -- First, as everybody does who changes a ticket; always in the same order.
  locked as (select t.id from tickets t where t.id = any(array(select ticket_id from given)) order by t.id for update),
  changed as (
    update service_tickets st set status = g.new_status, clear_code = g.new_code,
      last_comment = coalesce(g.last_comment, st.last_comment), last_update_author = g.updater,
      asks_clear_code = st.asks_clear_code and g.status is null,
      modified_at = greatest(g.at, st.modified_at + interval '1 microsecond')
    from given g join locked on locked.id = g.ticket_id
    where st.ticket_id = any(array(select id from locked)) and st.ticket_id = g.ticket_id
      -- “is true”: no index is to be used for these two, because before the first statistics the planner takes few tickets to have a status.
      and (st.workspace_id = g.workspace_id and st.status = g.expected) is true
    returning st.ticket_id, st.modified_at
  ),
  done as (select g.*, changed.modified_at from given g join changed using (ticket_id)),
  ticket as (
    update tickets t set status = d.new_status, status_category = d.new_category, updated_at = d.modified_at
    from done d where t.id = any(array(select ticket_id from done)) and t.id = d.ticket_id
  ),
  event as (
    insert into service_events (id, ticket_id, workspace_id, status, comment, clear_code, party, author, author_name, actor, created_at)
    select id, ticket_id, workspace_id, status, comment, clear_code, party, author, author_name, actor, modified_at from done order by place
    returning id, number
  ),
  notification as (
    insert into notifications (id, workspace_id, operator_id, ticket_id, topic, channel, recipient, subscription_id,
      payload, state, created_at, updated_at)
    select n.id, d.workspace_id, st.operator_id, d.ticket_id, n.topic, n.channel, n.recipient, n.subscription_id,
      jsonb_build_object(
        'ticket', (d.told -> 'ticket') || jsonb_build_object('modification_date', ${wire('d.modified_at')}),
        'event', (d.told -> 'event') || jsonb_build_object('id', event.number, 'creation_date', ${wire('d.modified_at')})),
      'queued', d.modified_at, d.modified_at
    from done d join event using (id) join service_tickets st on st.ticket_id = d.ticket_id
    cross join lateral jsonb_to_recordset(d.notifications) as n (id uuid, topic text, channel text, recipient text, subscription_id uuid)
  ),
  delivery as (
    insert into deliveries (id, workspace_id, ticket_id, connection_id, kind, state, comment, created_at, updated_at)
    select d.delivery_id, d.workspace_id, d.ticket_id, l.connection_id, 'comment', 'queued',
      jsonb_build_object('text', d.comment, 'author', d.actor), d.modified_at, d.modified_at
    from done d join lateral (select * from links l where l.ticket_id = d.ticket_id order by l.id desc limit 1) l on l.state = 'linked'
    join connections c on c.id = l.connection_id and c.state <> 'disconnected'
    where d.delivery_id is not null
    returning id
  ),
  remembered as (
    insert into idempotency_keys (id, workspace_id, fingerprint, status, answer, created_at)
    select k::uuid, workspace_id, '', 200, jsonb_build_object('eventId', id), at
    from done cross join lateral jsonb_array_elements_text(keys) k
  )
  select done.id, event.number, ${wire('done.modified_at')} as at, delivery.id is not null as forwarded
  from done join event using (id) left join delivery on delivery.id = done.delivery_id`
