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
import { togetherFor } from './together.ts'

/** The same object each time, so that questions can come together. */
type Store = { db: Db; pool: OpenStore['pool'] }

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

/** Which ticket, and who looks. */
interface Question {
  scope: Scope
  ref: ServiceTicketRef
}

const columns = sql`
  ${serviceColumns}, o.display_name as operator_display_name, o.removed_at is not null as operator_removed,
  coalesce(w.settings ->> 'deskName', w.name) as desk_name,
  (select json_agg(json_build_object('id', h.id, 'url', h.url)) from webhook_subscriptions h
    where h.operator_id = o.id and h.is_active and h.removed_at is null and h.topics @> '["event.added"]') as webhooks`

/** Outside a transaction, questions that arrive together are answered by one query. */
export async function serviceEventFacts(
  store: Store,
  scope: Scope,
  ref: ServiceTicketRef,
): Promise<ServiceEventFacts | undefined> {
  const { db } = store
  if (db.isTransaction) {
    const { rows } = await sql<ServiceEventFacts>`
      select ${columns} from service_tickets st ${besideServiceTicket} join workspaces w on w.id = st.workspace_id
      where ${ticketCondition(scope, ref)}`.execute(db)
    return rows[0]
  }
  return ask(store, { scope, ref })
}

const text = sql<ServiceEventFacts & { place: number }>`
  select g.place, ${columns}
  from json_to_recordset($1::text::json) as g (place integer, workspace uuid, operator uuid,
    ticket uuid, number bigint, alias text)
  join lateral (
    select * from service_tickets where ticket_id = coalesce(g.ticket,
      (select id from tickets where tickets.number = g.number),
      (select x.ticket_id from service_tickets x where x.workspace_id = g.workspace and x.alias = g.alias)) limit 1
  ) st on st.workspace_id = g.workspace and (g.operator is null or st.operator_id = g.operator)
  ${besideServiceTicket} join workspaces w on w.id = st.workspace_id`

async function factsOf(store: Store, questions: Question[]): Promise<(ServiceEventFacts | undefined)[]> {
  const given = questions.map(({ scope, ref }, place) => ({
    place,
    workspace: scope.workspaceId,
    operator: scope.operatorId,
    ticket: 'ticketId' in ref ? ref.ticketId : null,
    number: 'number' in ref ? ref.number : null,
    alias: 'alias' in ref ? ref.alias : null,
  }))
  const rows = await prepared(store, { name: 'service-event-facts', text }, [JSON.stringify(given)])
  const found = new Map(rows.map((row) => [row.place, row]))
  return questions.map((_, place) => found.get(place))
}

const ask = togetherFor(factsOf)
