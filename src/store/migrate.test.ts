import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newDatabase } from '../../test/setup/store.ts'
import { migrate, migrations } from './migrate.ts'
import { openStore, type OpenStore } from './open.ts'

/** An empty database: the copy that other tests get is migrated already. */
async function emptyStore(): Promise<{ first: OpenStore; second: OpenStore; close: () => Promise<void> }> {
  if (process.env.CROSSTIE_TEST_STORE === 'embedded') {
    const store = await openStore({ memory: true })
    return { first: store, second: store, close: () => store.close() }
  }
  const url = await newDatabase()
  const [first, second] = [await openStore({ url }), await openStore({ url })]
  await sql`drop schema public cascade`.execute(first.plain)
  await sql`create schema public`.execute(first.plain)
  return { first, second, close: () => Promise.all([first.close(), second.close()]).then(() => undefined) }
}

const names = migrations.map(({ name }) => name)

test('A database that is new gets every migration, one that is up to date none', async () => {
  const { first, close } = await emptyStore()
  expect(await migrate(first)).toEqual(names)
  expect(await migrate(first)).toEqual([])
  await close()
})

test('Two that migrate at once do it once', async () => {
  const { first, second, close } = await emptyStore()
  const applied = await Promise.all([migrate(first), migrate(second)])
  expect(applied.flat()).toEqual(names)
  await close()
})

test('A database that a newer version has changed is refused, and nothing is done to it', async () => {
  const { first, close } = await emptyStore()
  await migrate(first)
  await sql`insert into migrations (name) values ('9999-from-the-future')`.execute(first.plain)
  await expect(migrate(first)).rejects.toThrow(/9999-from-the-future.*newer Crosstie/)
  await close()
})

test('A migration that fails halfway leaves nothing behind', async () => {
  const { first, close } = await emptyStore()
  await sql`create table tickets (wrong integer)`.execute(first.plain)
  await expect(migrate(first)).rejects.toThrow(/tickets/)
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
    first.plain,
  )
  expect(rows).toEqual([{ name: 'tickets' }])
  await close()
})

test('Names of migrations are in order and unique', () => {
  expect(names).toEqual([...new Set(names)].sort())
})

test('A row is found by its id without reading its table, on every version of PostgreSQL', async () => {
  const { first, close } = await emptyStore()
  await migrate(first)
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not exists (
      select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indpred is null)
    order by name`.execute(first.plain)
  // Of these one asks by their ticket and their id, never by the id alone.
  expect(rows.map(({ name }) => name)).toEqual(['actions', 'events', 'service_events'])
  await close()
})
