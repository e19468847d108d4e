import type { Finding, RunStatus } from '../domain/diagnostic-run.ts'
import type { NotificationTopic } from '../domain/notification.ts'
import type { Db, OpenStore } from './open.ts'
import type { WorkspaceSettings } from './tables.ts'

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

const text = `
  select w.name as "workspaceName", w.settings, c.id as "connectionId",
    case when o.id is not null then json_build_object('id', o.id, 'name', o.name, 'displayName', o.display_name,
      'contactUuid', o.contact_uuid, 'owner', o.owner, 'grt', o.grt, 'emails', o.emails) end as operator,
    case when s.id is not null then json_build_object('id', s.id, 'alias', s.alias, 'productName', s.product_name,
      'grt', s.grt, 'operatorId', s.operator_id) end as service,
    case when r.id is not null then json_build_object('id', r.id, 'number', r.number, 'alias', r.alias, 'kind', r.kind,
      'status', r.status, 'serviceId', r.service_id, 'findings', r.findings) end as run,
    bs.found as "onService", br.found as "onRun",
    (select json_agg(json_build_object('id', h.id, 'url', h.url, 'topics', h.topics)) from webhook_subscriptions h
      where h.operator_id = o.id and h.is_active and h.removed_at is null) as webhooks,
    (select k.answer from idempotency_keys k where k.id = any($6::uuid[]) and k.created_at > $7::timestamptz
      order by k.created_at limit 1) as earlier
  from workspaces w
  left join services s on s.workspace_id = w.id and s.uuid = $3
  left join operators o on o.id = coalesce($2::uuid, s.operator_id) and o.workspace_id = w.id and o.removed_at is null
  left join diagnostic_runs r on r.workspace_id = w.id and (r.alias = $4 or r.number = $5::bigint)
  left join connections c on c.workspace_id = w.id and c.state = 'active' and c.is_primary
  ${blocking('x.service_id = s.id')} bs on true
  ${blocking('x.run_id = r.id')} br on true
  where w.id = $1::uuid`

/** How a request names a diagnostic run (DX8). */
export type RunRef = { number: number } | { alias: string } | undefined

/**
 * @param of.operatorId absent for the desk: the operator is the service’s own
 * @param of.keys rows of `idempotency_keys`, and since when they count
 */
export async function serviceFacts(
  { pool }: Pick<OpenStore, 'pool'>,
  workspaceId: string,
  of: {
    operatorId: string | undefined
    serviceUuid: string
    run: RunRef
    keys: string[]
    since: Date
  },
): Promise<ServiceFacts> {
  const { operatorId, serviceUuid, run, keys, since } = of
  const alias = run && 'alias' in run ? run.alias : null
  const number = run && 'number' in run ? run.number : null
  const values = [workspaceId, operatorId ?? null, serviceUuid, alias, number, keys, since.toISOString()]
  const { rows } = await pool.prepared('service-facts', text, values)
  if (!rows[0]) throw new Error('A request came for a workspace that does not exist.')
  return rows[0] as object as ServiceFacts
}

/** Whether a person has to say with which code a ticket is cleared. */
export async function askForClearCode(tx: Db, ticketId: string, asks: boolean): Promise<void> {
  await tx
    .updateTable('serviceTickets')
    .set({ asksClearCode: asks })
    .where('ticketId', '=', ticketId)
    .where('asksClearCode', '<>', asks)
    .execute()
}
