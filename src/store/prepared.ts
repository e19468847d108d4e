import type { RawBuilder } from 'kysely'
import type { Db, OpenStore } from './open.ts'

const texts = new Map<string, string>()

/**
 * Runs a query that is asked for again and again: it is put together once, and the server parses and plans it once a session.
 * @param query.name stands for this very text: another text needs another name
 * @param values in the places of `$1` and so on
 */
export async function prepared<Row>(
  { db, pool }: { db: Db; pool: OpenStore['pool'] },
  query: { name: string; text: RawBuilder<Row> },
  values: unknown[],
): Promise<Row[]> {
  const text = texts.get(query.name) ?? query.text.compile(db).sql
  texts.set(query.name, text)
  const { rows } = await pool.prepared(query.name, text, values)
  return rows.map((row) => camelCased(row) as Row)
}

const camelCased = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [inCamelCase(name), value]))

// The same few columns come again and again.
const known = new Map<string, string>()

function inCamelCase(column: string): string {
  const found = known.get(column)
  if (found !== undefined) return found
  const name = column.replaceAll(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase())
  known.set(column, name)
  return name
}
