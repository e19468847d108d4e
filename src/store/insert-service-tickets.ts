import type { NotificationTopic } from '../domain/notification.ts'
import type { JobQueue } from '../domain/jobs.ts'
import type { PartnerTicket } from '../domain/partner-ticket.ts'
import type { OwnerContact } from '../domain/service-ticket.ts'
import type { OpenStore } from './open.ts'

/** One recipient who is to be told. */
export interface NewNotification {
  id: string
  topic: NotificationTopic
  channel: 'mail' | 'webhook'
  recipient: string
  subscriptionId: string | null
  /** Why it cannot go now; it waits for a person then. */
  waitingFor?: string | undefined
}

export interface NewServiceTicket {
  id: string
  workspaceId: string
  operatorId: string
  title: string
  description: string
  /** What a tracker is told besides, by name. */
  attributes: Record<string, string>
  /** In the hub’s own words (X7). */
  hubPriority: string
  priority: string
  category: string
  serviceId: string
  runId: string | null
  operatorTicketRef: string | null
  initialComment: string | null
  author: string
  authorName: string
  /** Who it really was. */
  actor: string
  party: string
  owner: string
  ownerContact: OwnerContact
  lastUpdateAuthor: string
  note: string | null
  /** To the microsecond. */
  at: string
  /** `yymmdd_HH`: the hour that its alias counts in. */
  hour: string
  eventId: string
  /** Absent: it is not forwarded to a tracker. */
  delivery: { id: string; connectionId: string } | undefined
  notifications: NewNotification[]
  /** What the operator is told, as partners read it; id and alias are filled in. */
  told: PartnerTicket
  /** Rows of `idempotency_keys`: a request that uses one again finds this ticket. */
  keys: string[]
}

export interface StoredServiceTicket {
  number: number
  alias: string
}

/**
 * Stores service tickets, each with its opening event, its alias, its delivery, its notifications and their job in one statement and therefore
 * in one transaction (invariant 1). Throws the database’s unique violation, and stores nothing, when a service or a diagnostic run has an open
 * ticket (D12, D13) or a key was used.
 */
export async function insertServiceTickets(
  { pool }: Pick<OpenStore, 'pool'>,
  jobs: JobQueue,
  rows: NewServiceTicket[],
): Promise<StoredServiceTicket[]> {
  const workspaces = [...new Set(rows.map(({ workspaceId }) => workspaceId))]
  const job = jobs.statement(workspaces.map((workspaceId) => ({ name: 'notify', data: { workspaceId } })))
  const tells = rows.some(({ notifications }) => notifications.some(({ waitingFor }) => !waitingFor))
  // Apart, so that the largest member is read once only.
  const told = rows.map((row) => JSON.stringify(row.told))
  const values = [tells ? job.parameter : '[]', JSON.stringify(rows.map(flat)), told]
  const answer = await pool.prepared('insert-service-tickets', insertText(job.text), values)
  const stored = new Map(
    answer.rows.map(({ id, number, alias }) => [id, { number: Number(number), alias: String(alias) }]),
  )
  return rows.map(({ id }) => {
    const one = stored.get(id)
    if (!one) throw new Error('A ticket that was just stored is not there.')
    return one
  })
}

/** As the statements read it. */
export const flatNotification = ({ subscriptionId, waitingFor, ...one }: NewNotification) => ({
  ...one,
  subscription_id: subscriptionId,
  waiting_for: waitingFor,
})

function flat(row: NewServiceTicket, place: number) {
  const { initialComment, author, authorName } = row
  return {
    place,
    id: row.id,
    workspace_id: row.workspaceId,
    operator_id: row.operatorId,
    title: row.title,
    description: row.description,
    attributes: row.attributes,
    hub_priority: row.hubPriority,
    priority: row.priority,
    category: row.category,
    service_id: row.serviceId,
    run_id: row.runId,
    ref: row.operatorTicketRef,
    comment: initialComment,
    last_comment: initialComment === null ? null : { comment: initialComment, author, name: authorName },
    author,
    author_name: authorName,
    actor: row.actor,
    party: row.party,
    owner: row.owner,
    owner_contact: row.ownerContact,
    updater: row.lastUpdateAuthor,
    note: row.note,
    at: row.at,
    hour: row.hour,
    event_id: row.eventId,
    delivery_id: row.delivery?.id,
    connection_id: row.delivery?.connectionId,
    notifications: row.notifications.map(flatNotification),
    keys: row.keys,
  }
}

/** @param jobText the queue's own insert, whose parameter is $1 */
const insertText = (jobText: string) => `
  with job as (${jobText}),
  given as (
    select * from json_to_recordset($2::text::json) as given (
      place integer, id uuid, workspace_id uuid, operator_id uuid, title text, description text, attributes jsonb, hub_priority text,
      priority text, category text, service_id uuid, run_id uuid, ref text, comment text, last_comment jsonb, author text,
      author_name text, actor text, party text, owner text, owner_contact jsonb, updater text, note text, at timestamptz,
      hour text, event_id uuid, delivery_id uuid, connection_id uuid, notifications jsonb, keys jsonb)
  ),
  ticket as (
    insert into tickets (id, workspace_id, type, title, description, priority, status, status_category, attributes,
      created_by, created_at, updated_at)
    select id, workspace_id, 'service', title, description, hub_priority, 'open', 'New', attributes, author, at, at from given
    returning id, number
  ),
  counter as (
    insert into alias_counters (workspace_id, letter, hour, last)
    select workspace_id, 'T', hour, count(*) from given group by workspace_id, hour order by workspace_id, hour
    on conflict (workspace_id, letter, hour) do update set last = alias_counters.last + excluded.last
    returning workspace_id, hour, last
  ),
  counted as (
    select g.*, ticket.number, counter.last - row_number() over (partition by g.workspace_id, g.hour order by g.place desc) + 1 as count
    from given g join ticket using (id)
    join counter on counter.workspace_id = g.workspace_id and counter.hour = g.hour
  ),
  named as (
    select *, 'T' || hour || lpad(count::text, greatest(3, length(count::text)), '0') as alias from counted
  ),
  service_ticket as (
    insert into service_tickets (ticket_id, number, workspace_id, operator_id, alias, status, category, priority, service_id,
      run_id, operator_ticket_ref, initial_comment, author, owner, owner_contact, last_comment, last_update_author, note,
      created_at, modified_at)
    select id, number, workspace_id, operator_id, alias, 'open', category, priority, service_id, run_id, ref, comment, author,
      owner, owner_contact, last_comment, updater, note, at, at
    from named
  ),
  words as (
    insert into service_ticket_words (ticket_id, workspace_id, words)
    select id, workspace_id, to_tsvector('simple', description) from given
  ),
  opening as (
    insert into service_events (id, ticket_id, workspace_id, status, comment, party, author, author_name, actor, created_at)
    select event_id, id, workspace_id, 'open', comment, party, author, author_name, actor, at from named order by place
  ),
  delivery as (
    insert into deliveries (id, workspace_id, ticket_id, connection_id, kind, state, created_at, updated_at)
    select delivery_id, workspace_id, id, connection_id, 'create', 'queued', at, at from named where delivery_id is not null
  ),
  notification as (
    insert into notifications (id, workspace_id, operator_id, ticket_id, topic, channel, recipient, subscription_id,
      payload, state, waiting_for, created_at, updated_at)
    select n.id, named.workspace_id, operator_id, named.id, n.topic, n.channel, n.recipient, n.subscription_id,
      jsonb_build_object('ticket', told || jsonb_build_object('id', number, 'alias', alias)),
      case when n.waiting_for is null then 'queued' else 'waiting' end, n.waiting_for, at, at
    from named join (select told::jsonb, at_place from unnest($3::text[]) with ordinality x (told, at_place)) x on at_place = place + 1
    cross join lateral jsonb_to_recordset(notifications) as n (id uuid, topic text, channel text, recipient text,
      subscription_id uuid, waiting_for text)
  ),
  remembered as (
    insert into idempotency_keys (id, workspace_id, fingerprint, status, answer, created_at)
    select k::uuid, workspace_id, '', 201, jsonb_build_object('ticketId', named.id), at
    from named cross join lateral jsonb_array_elements_text(keys) k
  )
  select id, number, alias from named`
