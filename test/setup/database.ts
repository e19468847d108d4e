import { sql } from 'kysely'
import type { World } from './world.ts'

/** Every row of every table as text, by table; the queue's and the sign-in library's own tables as well. */
export async function everything(world: World): Promise<Record<string, string[]>> {
  const { plain } = world.hub.deps.store
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE' order by 1`.execute(plain)
  const rows: Record<string, string[]> = {}
  for (const { name } of tables.rows) {
    const found = await sql<{ row: string }>`
      select t::text as row from ${sql.raw(name)} t order by 1`.execute(plain)
    rows[name] = found.rows.map(({ row }) => row)
  }
  return rows
}

/** What a refused request must leave as it was: everything but the signs of life. */
export async function content(world: World): Promise<Record<string, string[]>> {
  const rows = await everything(world)
  const kept = Object.entries(rows).filter(
    ([name]) => !name.startsWith('pgboss.') && !['public.processes', 'public.api_tokens'].includes(name),
  )
  return Object.fromEntries(kept)
}
