import type { Finding, RunStatus } from '../domain/diagnostic-run.ts'
import type { NotificationTopic } from '../domain/notification.ts'
import type { Db, OpenStore } from './open.ts'
import type { WorkspaceSettings } from './tables.ts'
import { togetherFor } from './together.ts'

/** A ticket that stands in the way of another one. */
export interface Blocking {
  id: string
  alias: string
  operatorId: string
}

/** All that is looked at before a service ticket is stored, in one round trip. */
export interface ServiceFacts {
  workspaceName: string
  settings: WorkspaceSettings
  /** Where its issue would go. */
  connectionId: string | null
  operator: {
    id: string
    name: string
    displayName: string
    contactUuid: string | null
    owner: string | null
    grt: string | null
    emails: string[]
  } | null
  service: {
    id: string
    alias: string
    productName: string | null
    grt: string | null
    operatorId: string | null
  } | null
  run: {
    id: string
    number: number
    alias: string
    kind: string
    status: RunStatus
    serviceId: string | null
    findings: Finding[]
  } | null
  onService: Blocking | null
  onRun: Blocking | null
  webhooks: { id: string; url: string; topics: NotificationTopic[] }[] | null
  /** What was stored under the keys of this request within the last 24 hours. */
  earlier: { ticketId: string } | null
}

const blocking = (where: string) => `
  left join lateral (
    select json_build_object('id', x.ticket_id, 'alias', x.alias, 'operatorId', x.operator_id) as found
    from service_tickets x where ${where} and x.status in ('open', 'deferred', 'cleared') limit 1
  )`

// `limit 1` makes each be looked up by its index: the planner cannot know how few are asked for.
const text = `
  select g.place, w.name as "workspaceName", w.settings, c.id as "connectionId",
    case when o.id is not null then json_build_object('id', o.id, 'name', o.name, 'displayName', o.display_name,
      'contactUuid', o.contact_uuid, 'owner', o.owner, 'grt', o.grt, 'emails', o.emails) end as operator,
    case when s.id is not null then json_build_object('id', s.id, 'alias', s.alias, 'productName', s.product_name,
      'grt', s.grt, 'operatorId', s.operator_id) end as service,
    case when r.id is not null then json_build_object('id', r.id, 'number', r.number, 'alias', r.alias, 'kind', r.kind,
      'status', r.status, 'serviceId', r.service_id, 'findings', r.findings) end as run,
    bs.found as "onService", br.found as "onRun",
    (select json_agg(json_build_object('id', h.id, 'url', h.url, 'topics', h.topics)) from webhook_subscriptions h
      where h.operator_id = o.id and h.is_active and h.removed_at is null) as webhooks,
    (select k.answer from idempotency_keys k where k.id = any(g.keys) and k.created_at > g.since
      order by k.created_at limit 1) as earlier
  from json_to_recordset($1::text::json) as g (place integer, workspace uuid, operator uuid, service text,
    run_alias text, run_number bigint, keys uuid[], since timestamptz)
  join workspaces w on w.id = g.workspace
  left join lateral (select * from services where workspace_id = w.id and uuid = g.service limit 1) s on true
  left join operators o on o.id = coalesce(g.operator, s.operator_id) and o.workspace_id = w.id and o.removed_at is null
  left join lateral (select * from diagnostic_runs where id = coalesce(
    (select id from diagnostic_runs where workspace_id = w.id and alias = g.run_alias),
    (select id from diagnostic_runs where workspace_id = w.id and number = g.run_number)) limit 1) r on true
  left join connections c on c.workspace_id = w.id and c.state = 'active' and c.is_primary
  ${blocking('x.service_id = s.id')} bs on true
  ${blocking('x.run_id = r.id')} br on true`

/** How a request names a diagnostic run (DX8). */
export type RunRef = { number: number } | { alias: string } | undefined

/** What is asked for one request. */
export interface ServiceQuestion {
  workspaceId: string
  /** Absent for the desk: the operator is the service’s own. */
  operatorId: string | undefined
  serviceUuid: string
  run: RunRef
  /** Rows of `idempotency_keys`, and since when they count. */
  keys: string[]
  since: Date
}

type Pool = OpenStore['pool']

/** Requests that arrive together are answered by one query. */
export function serviceFacts({ pool }: { pool: Pool }, question: ServiceQuestion): Promise<ServiceFacts> {
  return ask(pool, question)
}

async function factsOf(pool: Pool, questions: ServiceQuestion[]): Promise<ServiceFacts[]> {
  const given = questions.map(({ workspaceId, operatorId, serviceUuid, run, keys, since }, place) => ({
    place,
    workspace: workspaceId,
    operator: operatorId,
    service: serviceUuid,
    run_alias: run && 'alias' in run ? run.alias : null,
    run_number: run && 'number' in run ? run.number : null,
    keys,
    since,
  }))
  const { rows } = await pool.prepared('service-facts', text, [JSON.stringify(given)])
  const found = new Map(rows.map((row) => [row['place'], row]))
  return questions.map((_, place) => {
    const facts = found.get(place)
    if (!facts) throw new Error('A request came for a workspace that does not exist.')
    return facts as object as ServiceFacts
  })
}

const ask = togetherFor(factsOf)

/** Whether a person has to say with which code a ticket is cleared. */
export async function askForClearCode(tx: Db, ticketId: string, asks: boolean): Promise<void> {
  await tx
    .updateTable('serviceTickets')
    .set({ asksClearCode: asks })
    .where('ticketId', '=', ticketId)
    .where('asksClearCode', '<>', asks)
    .execute()
}
