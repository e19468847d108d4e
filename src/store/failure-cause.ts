import { sql, type RawBuilder } from 'kysely'

const address = 'https?://[^[:space:]]+'
/** What stands in quotes is a name; an apostrophe within a word is none. */
const quoted = '"[^"]*"|“[^”]*”|‘[^’]*’|«[^»]*»|`[^`]*`|(?<![[:alnum:]])\'[^\']*\'(?![[:alnum:]])'
/** Numbers, keys and ids: whatever has a digit in it. */
const numbered = '[[:alnum:]_-]*[[:digit:]][[:alnum:]_-]*([.,:/][[:alnum:]_-]*[[:digit:]][[:alnum:]_-]*)*'

/** What a tracker said, without what differs from one ticket to the next: addresses, quoted names, numbers and ids. */
export function likeness(text: RawBuilder<string | null>): RawBuilder<string> {
  const without = [
    [address, '…'],
    [quoted, '“…”'],
    [numbered, '#'],
    ['[[:space:]]+', ' '],
  ] as const
  const start = sql<string>`left(lower(coalesce(${text}, '')), 1000)`
  return without.reduce(
    (said, [what, by]) => sql<string>`regexp_replace(${said}, ${sql.lit(what)}, ${sql.lit(by)}, 'g')`,
    start,
  )
}

/**
 * What failed deliveries have in common, as a short key: their connection, the kind of the fault, status, code, the fields
 * that the tracker named, and what it said but for the names and numbers in it.
 */
export const causeOf: RawBuilder<string> = sql`md5(jsonb_build_array(d.connection_id, d.fault -> 'kind', d.fault -> 'status',
  d.fault -> 'code', (select jsonb_agg(name order by name) from jsonb_object_keys(
    case when jsonb_typeof(d.fault -> 'fields') = 'object' then d.fault -> 'fields' else '{}' end) as name),
  btrim(${likeness(sql`coalesce(d.fault ->> 'detail', d.waiting_for)`)}))::text)`
