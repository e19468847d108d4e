import { serviceAlias } from '../domain/alias.ts'
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
  const names = await reserve(pool, rows)
  const workspaces = [...new Set(rows.map(({ workspaceId }) => workspaceId))]
  const job = jobs.statement(workspaces.map((workspaceId) => ({ name: 'notify', data: { workspaceId } })))
  const tells = rows.some(({ notifications }) => notifications.some(({ waitingFor }) => !waitingFor))
  const flat = rows.map((row, place) => flatTicket(row, { place, ...nameAt(names, place) }))
  const told = rows.flatMap((row, place) =>
    row.notifications.map((one) => ({ place, ...flatNotification(one) })),
  )
  // Once each, although several may be told.
  const payloads = rows.map((row, place) => {
    const { number: id, alias } = nameAt(names, place)
    return JSON.stringify({ ticket: { ...row.told, id, alias } })
  })
  const values = [tells ? job.parameter : '[]', JSON.stringify(flat), JSON.stringify(told), payloads]
  await pool.prepared('insert-service-tickets', insertText(job.text), values)
  return names
}

function nameAt(names: StoredServiceTicket[], place: number): StoredServiceTicket {
  const name = names[place]
  if (!name) throw new Error('Fewer names were reserved than there are tickets.')
  return name
}

const reserveText = `
  with counted as (
    insert into alias_counters (workspace_id, letter, hour, last)
    select workspace_id, 'T', hour, wanted from json_to_recordset($1::text::json) as w (workspace_id uuid, hour text, wanted bigint)
    cross join (select set_config('synchronous_commit', 'off', true)) unhurried
    order by workspace_id, hour
    on conflict (workspace_id, letter, hour) do update set last = alias_counters.last + excluded.last
    returning workspace_id, hour, last
  )
  select *, (select array_agg(nextval(pg_get_serial_sequence('tickets', 'number'))::text) from generate_series(1, $2::integer)) as numbers
  from counted`

/**
 * Names tickets that are about to be stored, in a statement of its own, so that nobody waits for another’s commit to be named. It need not be on
 * the disk by itself: the tickets’ own commit comes after it in the log.
 */
async function reserve(pool: OpenStore['pool'], rows: NewServiceTicket[]): Promise<StoredServiceTicket[]> {
  const hours = Map.groupBy(rows, hourOf)
  const asked = [...hours.values()].map((same) => ({
    workspace_id: same[0]?.workspaceId,
    hour: same[0]?.hour,
    wanted: same.length,
  }))
  const answer = await pool.prepared('reserve-tickets', reserveText, [JSON.stringify(asked), rows.length])
  const numbers = answer.rows[0]?.['numbers'] as string[]
  const reached = new Map(
    answer.rows.map(({ workspace_id: id, hour, last }) => [`${String(id)} ${String(hour)}`, Number(last)]),
  )
  return rows.map((row, place) => {
    const key = hourOf(row)
    const left = hours.get(key)?.indexOf(row) ?? 0
    const count = (reached.get(key) ?? 0) - (hours.get(key)?.length ?? 0) + left + 1
    return { number: Number(numbers[place]), alias: serviceAlias('T', row.hour, count) }
  })
}

const hourOf = ({ workspaceId, hour }: NewServiceTicket) => `${workspaceId} ${hour}`

/** As the statements read it. */
export const flatNotification = ({ subscriptionId, waitingFor, ...one }: NewNotification) => ({
  ...one,
  subscription_id: subscriptionId,
  waiting_for: waitingFor,
})

function flatTicket(
  row: NewServiceTicket,
  { place, number, alias }: StoredServiceTicket & { place: number },
) {
  const { initialComment, author, authorName } = row
  return {
    place,
    number,
    alias,
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
    event_id: row.eventId,
    delivery_id: row.delivery?.id,
    connection_id: row.delivery?.connectionId,
    keys: row.keys,
  }
}

/** @param jobText the queue's own insert, whose parameter is $1 */
const insertText = (jobText: string) => `
  with job as (${jobText}),
  given as (
    select * from json_to_recordset($2::text::json) as given (
      place integer, number bigint, alias text, id uuid, workspace_id uuid, operator_id uuid, title text, description text, attributes jsonb,
      hub_priority text, priority text, category text, service_id uuid, run_id uuid, ref text, comment text, last_comment jsonb, author text,
      author_name text, actor text, party text, owner text, owner_contact jsonb, updater text, note text, at timestamptz,
      event_id uuid, delivery_id uuid, connection_id uuid, keys jsonb)
  ),
  ticket as (
    insert into tickets (id, workspace_id, number, type, title, description, priority, status, status_category, attributes,
      created_by, created_at, updated_at) overriding system value
    select id, workspace_id, number, 'service', title, description, hub_priority, 'open', 'New', attributes, author, at, at from given
  ),
  service_ticket as (
    insert into service_tickets (ticket_id, number, workspace_id, operator_id, alias, status, category, priority, service_id,
      run_id, operator_ticket_ref, initial_comment, author, owner, owner_contact, last_comment, last_update_author, note,
      created_at, modified_at)
    select id, number, workspace_id, operator_id, alias, 'open', category, priority, service_id, run_id, ref, comment, author,
      owner, owner_contact, last_comment, updater, note, at, at
    from given
  ),
  words as (
    insert into service_ticket_words (ticket_id, workspace_id, words)
    select id, workspace_id, to_tsvector('simple', description) from given
  ),
  opening as (
    insert into service_events (id, ticket_id, workspace_id, status, comment, party, author, author_name, actor, created_at)
    select event_id, id, workspace_id, 'open', comment, party, author, author_name, actor, at from given order by place
  ),
  delivery as (
    insert into deliveries (id, workspace_id, ticket_id, connection_id, kind, state, created_at, updated_at)
    select delivery_id, workspace_id, id, connection_id, 'create', 'queued', at, at from given where delivery_id is not null
  ),
  payload as materialized (
    select payload::jsonb, place - 1 as place from unnest($4::text[]) with ordinality x (payload, place)
  ),
  notification as (
    insert into notifications (id, workspace_id, operator_id, ticket_id, topic, channel, recipient, subscription_id,
      payload, state, waiting_for, created_at, updated_at)
    select n.id, given.workspace_id, operator_id, given.id, n.topic, n.channel, n.recipient, n.subscription_id, payload,
      case when n.waiting_for is null then 'queued' else 'waiting' end, n.waiting_for, at, at
    from json_to_recordset($3::text::json) as n (place integer, id uuid, topic text, channel text, recipient text,
      subscription_id uuid, waiting_for text)
    join given using (place) join payload using (place)
  )
  insert into idempotency_keys (id, workspace_id, fingerprint, status, answer, created_at)
  select k::uuid, workspace_id, '', 201, jsonb_build_object('ticketId', given.id), at
  from given cross join lateral jsonb_array_elements_text(keys) k`
