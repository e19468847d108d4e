import { sql, type RawBuilder } from 'kysely'
import type { Db } from './open.ts'
import type { Place } from './seal.ts'
import {
  connectionSecrets,
  connectionWebhook,
  hubSecretPlace,
  keptAnswer,
  partnerWebhook,
  sourceHeaders,
} from './secret-places.ts'

/** A column that holds sealed texts. */
export interface SealedColumn {
  table: string
  column: string
  /** What it holds, for people. */
  title: string
  /** The column that names a row. */
  key: 'id' | 'name'
  /** Which rows of it are sealed at all. */
  only?: RawBuilder<unknown>
  /** What {@link SealedColumn.placeOf} has to know of a row. */
  parts: Record<string, RawBuilder<unknown>>
  placeOf(parts: Parts): Place
}

type Parts = { id: string; workspaceId: string; url: string; config: Record<string, unknown> }

const owned = { id: sql.ref('id'), workspaceId: sql.ref('workspace_id') }
const withConfig = { ...owned, config: sql.ref('config') }
const withUrl = { ...owned, url: sql.ref('url') }

/** Before the names of the facts that are secrets of the hub. */
export const hubSecretPrefix = 'sealed '

/** Every column that holds sealed texts: what is missing here is not wrapped anew. */
export const sealedColumns: SealedColumn[] = [
  {
    table: 'connections',
    column: 'sealed_secrets',
    title: 'credentials of connections',
    key: 'id',
    parts: withConfig,
    placeOf: connectionSecrets,
  },
  {
    table: 'connections',
    column: 'sealed_webhook_secret',
    title: 'webhook secrets of connections',
    key: 'id',
    parts: owned,
    placeOf: connectionWebhook,
  },
  {
    table: 'alarm_sources',
    column: 'sealed_headers',
    title: 'headers of alarm sources',
    key: 'id',
    parts: { ...owned, url: sql`write_back ->> 'url'` },
    placeOf: sourceHeaders,
  },
  {
    table: 'webhook_subscriptions',
    column: 'sealed_secret',
    title: 'secrets of partners’ webhooks',
    key: 'id',
    parts: withUrl,
    placeOf: (parts) => partnerWebhook(parts, 'secret'),
  },
  {
    table: 'webhook_subscriptions',
    column: 'sealed_old_secret',
    title: 'earlier secrets of partners’ webhooks',
    key: 'id',
    parts: withUrl,
    placeOf: (parts) => partnerWebhook(parts, 'old secret'),
  },
  {
    table: 'idempotency_keys',
    column: 'sealed_answer',
    title: 'answers kept under their keys',
    key: 'id',
    parts: owned,
    placeOf: keptAnswer,
  },
  {
    table: 'hub_facts',
    column: 'value',
    title: 'the hub’s own secrets',
    key: 'name',
    only: sql`starts_with(name, ${hubSecretPrefix})`,
    parts: { id: sql.ref('name') },
    placeOf: ({ id }) => hubSecretPlace(id.slice(hubSecretPrefix.length)),
  },
]

/** A sealed text where it stands. */
export interface SealedRow {
  key: string
  sealed: string
  place: Place
}

/** Empty for a text that has another form. */
const keyIdIn = (column: string) =>
  sql<string>`case when ${sql.ref(column)} like 'v1.%' then split_part(${sql.ref(column)}, '.', 2) else '' end`

const sealedIn = ({ column, only }: SealedColumn) =>
  sql`${sql.ref(column)} is not null${only ? sql` and ${only}` : sql``}`

/**
 * Sealed texts of a column in the order of their keys.
 * @param which.notWith leaves out those that need this key
 */
export async function sealedRows(
  db: Db,
  column: SealedColumn,
  which: { notWith?: string; after: string; limit: number },
): Promise<SealedRow[]> {
  const name = sql`${sql.ref(column.key)}::text`
  const parts = Object.entries(column.parts).flatMap(([part, value]) => [sql`${sql.lit(part)}`, value])
  const { rows } = await sql<{ key: string; sealed: string; parts: Parts }>`
    select ${name} as key, ${sql.ref(column.column)} as sealed, jsonb_build_object(${sql.join(parts)}) as parts
    from ${sql.table(column.table)}
    where ${sealedIn(column)} and ${name} > ${which.after}
      ${which.notWith === undefined ? sql`` : sql`and ${keyIdIn(column.column)} not in ('', ${which.notWith})`}
    order by ${name} limit ${which.limit}`.execute(db)
  return rows.map(({ key, sealed, parts: of }) => ({ key, sealed, place: column.placeOf(of) }))
}

/** Puts another text in the place of one that still stands there. Answers whether it did. */
export async function replaceSealed(
  db: Db,
  column: SealedColumn,
  of: { key: string; from: string; to: string },
): Promise<boolean> {
  const key = column.key === 'id' ? sql`${of.key}::uuid` : sql`${of.key}`
  const { rows } = await sql`
    update ${sql.table(column.table)} set ${sql.ref(column.column)} = ${of.to}
    where ${sql.ref(column.key)} = ${key} and ${sql.ref(column.column)} = ${of.from} returning true`.execute(
    db,
  )
  return rows.length === 1
}

/** How many secrets of each kind need which key; the key is empty where a text has another form. */
export async function sealedCounts(db: Db): Promise<{ keyId: string; title: string; count: number }[]> {
  const each = sealedColumns.map(
    (column) => sql`
    select ${keyIdIn(column.column)} as key_id, ${sql.lit(column.title)} as title, count(*)::integer as count
    from ${sql.table(column.table)} where ${sealedIn(column)} group by 1`,
  )
  const all = sql.join(each, sql` union all `)
  const { rows } = await sql<{ keyId: string; title: string; count: number }>`${all} order by 1, 2`.execute(
    db,
  )
  return rows
}

/** The ids of the keys that stored secrets need. */
export async function neededKeys(db: Db): Promise<string[]> {
  const ids = (await sealedCounts(db)).map(({ keyId }) => keyId).filter((keyId) => keyId !== '')
  return [...new Set(ids)]
}
