import { sql, type RawBuilder } from 'kysely'

/** A moment as partners read it: ISO 8601, UTC, six fractional digits (D25). A `Date` would lose three of them. */
export const wireTime = (column: string): RawBuilder<string> =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
