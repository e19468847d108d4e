import { sql } from 'kysely'
import type { Db, OpenStore } from './open.ts'
import { prepared } from './prepared.ts'
import {
  besideServiceTicket,
  serviceColumns,
  ticketCondition,
  type Scope,
  type ServiceTicketRef,
  type ServiceTicketView,
} from './service-views.ts'

/** A ticket, and all else that is looked at before an event is added to it. */
export interface ServiceEventFacts extends ServiceTicketView {
  operatorDisplayName: string
  /** It is registered no more. */
  operatorRemoved: boolean
  /** As partners read it. */
  deskName: string
  /** Where the operator’s programs want to be told. */
  webhooks: { id: string; url: string }[] | null
}

/** Outside a transaction the statement is prepared, one for each way to name a ticket. */
export async function serviceEventFacts(
  store: { db: Db; pool: OpenStore['pool'] },
  scope: Scope,
  ref: ServiceTicketRef,
): Promise<ServiceEventFacts | undefined> {
  const text = sql<ServiceEventFacts>`
    select ${serviceColumns}, o.display_name as operator_display_name, o.removed_at is not null as operator_removed,
      coalesce(w.settings ->> 'deskName', w.name) as desk_name,
      (select json_agg(json_build_object('id', h.id, 'url', h.url)) from webhook_subscriptions h
        where h.operator_id = o.id and h.is_active and h.removed_at is null and h.topics @> '["event.added"]') as webhooks
    from service_tickets st ${besideServiceTicket} join workspaces w on w.id = st.workspace_id
    where ${ticketCondition(scope, ref)}`
  const { db } = store
  if (db.isTransaction) return (await text.execute(db)).rows[0]
  const name = `service-event-facts ${Object.keys(ref).join()} ${scope.operatorId === undefined ? 'desk' : 'operator'}`
  const [facts] = await prepared(store, { name, text })
  return facts
}
