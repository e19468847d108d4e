import { sql } from 'kysely'
import type { FieldKind, FieldValue } from '../domain/field-value.ts'
import type { SupportStatus } from '../domain/support-status.ts'
import type { CataloguePlace } from '../domain/tracker-project.ts'
import type { Db } from './open.ts'

/** What a help-desk ticket is made of besides its own row. */
export interface SupportFacts {
  ticketId: string
  type: { id: string; name: string }
  product: (CataloguePlace & { id: string }) | null
  version: (CataloguePlace & { id: string }) | null
  customer: { id: string; name: string } | null
  assignee: string | null
  fieldValues: Record<string, FieldValue>
}

const place = (
  row: string,
) => sql`case when ${sql.ref(`${row}.id`)} is null then null else jsonb_build_object(
  'id', ${sql.ref(`${row}.id`)}, 'name', ${sql.ref(`${row}.name`)}, 'projectKey', ${sql.ref(`${row}.project_key`)},
  'instanceId', ${sql.ref(`${row}.connection_id`)}) end`

/** By ticket; those that are no help-desk tickets are left out. */
export async function supportFacts(db: Db, ticketIds: string[]): Promise<Map<string, SupportFacts>> {
  if (ticketIds.length === 0) return new Map()
  const { rows } = await sql<SupportFacts>`
    select s.ticket_id, jsonb_build_object('id', t.id, 'name', t.name) as type, ${place('p')} as product,
      ${place('v')} as version, case when c.id is null then null else jsonb_build_object('id', c.id, 'name', c.name) end as customer,
      s.assignee, s.field_values
    from support_tickets s
    join support_types t on t.id = s.type_id
    left join products p on p.id = s.product_id
    left join product_versions v on v.id = s.version_id
    left join customers c on c.id = s.customer_id
    where s.ticket_id = any(${ticketIds}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.ticketId, row]))
}

/** The help desk's lists, as far as syncing needs them; what was removed is left out. */
export interface SupportLists {
  types: { id: string; name: string }[]
  /** In their order. */
  statuses: SupportStatus[]
  actionTypes: { id: string; name: string }[]
  fields: { id: string; name: string; kind: FieldKind; options: string[] }[]
  products: { id: string; name: string; projectKey: string | null; connectionId: string | null }[]
  versions: {
    id: string
    productId: string
    name: string
    projectKey: string | null
    connectionId: string | null
  }[]
}

type ListTable =
  | 'supportTypes'
  | 'supportStatuses'
  | 'actionTypes'
  | 'supportFields'
  | 'products'
  | 'productVersions'

export async function supportLists(db: Db, workspaceId: string): Promise<SupportLists> {
  const list = (table: ListTable) =>
    db
      .selectFrom(table as 'products')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('removedAt', 'is', null)
  const inOrder = (table: ListTable): Promise<object[]> =>
    list(table).orderBy(sql.ref('position')).orderBy('id').execute()
  const [types, statuses, actionTypes, fields, products, versions] = await Promise.all([
    inOrder('supportTypes'),
    inOrder('supportStatuses'),
    inOrder('actionTypes'),
    inOrder('supportFields'),
    list('products').orderBy('id').execute(),
    list('productVersions').orderBy('id').execute() as Promise<object[]>,
  ])
  return { types, statuses, actionTypes, fields, products, versions } as SupportLists
}
