import type { TableName } from './columns.ts'

/** A record as the database holds it: every value a text, `''` for none, references by sys_id. */
export type Row = Record<string, string>

export type Language = 'en' | 'de'

/** A Business Rule on Incident that calls the hub after an insert, a change of state, and a deletion. */
export interface Webhook {
  url: string
  secret: string
}

/** What access rules allow the integration user besides what its roles do. */
export interface Access {
  /** Tables whose rows it does not see: the answer is empty, but the rows are counted. */
  hiddenTables: TableName[]
  /** Incidents, by sys_id, that it does not see. */
  hiddenRecords: string[]
  /** `table.field`: left out of answers, and refused in a query. */
  hiddenFields: string[]
  /** `table.field`: left out of what is written, without a word. */
  readOnlyFields: string[]
}

export interface ServiceNowState {
  /** By table, by sys_id. */
  tables: Record<TableName, Map<string, Row>>
  /** User ID → password, for whoever may use the API. */
  passwords: Map<string, string>
  /** User ID of the hub's integration user. */
  integrationUser: string
  access: Access
  language: Language
  /** Zone of the display values of times. Not UTC, to catch clients that take those for the stored ones. */
  timeZone: string
  /** Every call is answered by a page with status 200. */
  hibernating: boolean
  /** `glide.invalid_query.returns_no_rows`: a query with an invalid part finds nothing instead of too much. */
  invalidQueryReturnsNoRows: boolean
  webhooks: Webhook[]
  /** The last number given out; it only grows, also over deleted incidents. */
  lastNumber: number
  /** Counts the sys_ids made. */
  lastId: number
}
