import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestStore } from '../../test/setup/store.ts'
import { json, openStore, StoreLocked, transact, type OpenStore } from './open.ts'

let store: OpenStore
beforeAll(async () => {
  store = await openTestStore()
  await store.pool.query(
    'create table notes (id integer primary key, of jsonb, at timestamptz, sum numeric, many bigint)',
  )
})
afterAll(() => store?.close())

const count = async () => (await store.pool.query('select count(*) as n from notes')).rows[0]?.n

/** Opens an embedded folder in a process of its own; answers what became of it. */
async function openElsewhere(folder: string): Promise<{ said: unknown; end: () => Promise<void> }> {
  const child = fork(path.join(import.meta.dirname, 'testing/open-folder.ts'), [folder])
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  child.on('exit', () => end())
  const { promise, resolve } = Promise.withResolvers<unknown>()
  child.on('message', resolve)
  const said = await promise
  return {
    said,
    async end() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

test('A second process is refused the embedded folder by name, and gets it when the first is gone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-lock-'))
  const first = await openElsewhere(folder)
  expect(first.said).toBe('open')
  const refused = openStore({ folder })
  await expect(refused).rejects.toThrow(StoreLocked)
  await expect(refused).rejects.toThrow(`${folder} open`)
  await first.end()
  const second = await openStore({ folder })
  expect(second.exclusive).toBe(true)
  await second.close()
  await rm(folder, { recursive: true })
})

test('A transaction that throws leaves nothing, and the next one works', async () => {
  const failing = transact(store.db, async (tx) => {
    await sql`insert into notes (id) values (1)`.execute(tx)
    throw new Error('No.')
  })
  await expect(failing).rejects.toThrow('No.')
  expect(await count()).toBe(0)
  await transact(store.db, (tx) => sql`insert into notes (id) values (2)`.execute(tx))
  expect(await count()).toBe(1)
})

test('A transaction inside another is the same one', async () => {
  const failing = transact(store.db, async (tx) => {
    await transact(tx, (inner) => sql`insert into notes (id) values (3)`.execute(inner))
    throw new Error('No.')
  })
  await expect(failing).rejects.toThrow('No.')
  expect(await count()).toBe(1)
})

test('Statements of others do not land in somebody’s transaction', async () => {
  const { promise: inside, resolve: isInside } = Promise.withResolvers<void>()
  const failing = transact(store.db, async (tx) => {
    await sql`insert into notes (id) values (4)`.execute(tx)
    isInside()
    throw new Error('No.')
  })
  await inside
  const others = Promise.all(
    [5, 6, 7].map((id) => store.pool.query('insert into notes (id) values ($1)', [id])),
  )
  await expect(failing).rejects.toThrow('No.')
  await others
  const { rows } = await store.pool.query('select id from notes order by id')
  expect(rows.map(({ id }) => id)).toEqual([2, 5, 6, 7])
})

test('A statement that fails does not spoil the session for the next', async () => {
  await expect(store.pool.query('select nothing from nowhere')).rejects.toThrow()
  await expect(store.pool.query('begin; insert into notes (id) values (8); select 1/0')).rejects.toThrow()
  expect(await count()).toBe(4)
})

test('Numbers, moments and documents come back as what they were', async () => {
  const at = new Date('2026-11-22T08:00:00.123Z')
  const of = { list: [1, 'two', null, { deep: true }], text: 'é🙂"\\u0041 \\ud83d' }
  await sql`insert into notes (id, of, at, sum, many)
    values (9, ${json(of)}, ${at}, 12.5, 9007199254740991)`.execute(store.db)
  const { rows } = await sql`select of, at, sum, many from notes where id = 9`.execute(store.db)
  expect(rows).toEqual([{ of, at, sum: 12.5, many: 9_007_199_254_740_991 }])
})

test.each([
  ['a list', [1, 2]],
  ['a text', 'text'],
  ['a number', 7],
  ['null', null],
  ['nothing', undefined],
])('A document that is %s is kept', async (_what, value) => {
  const { rows } = await sql<{ of: unknown }>`select ${json(value)} as of`.execute(store.db)
  expect(rows[0]?.of).toEqual(value ?? null)
})

test('What no database can keep in a document is replaced by a mark, and nothing else is', async () => {
  const value = { 'a\u0000': ['\ud83d', 'x\u0000\u0000y', '\\u0000', '\\\\ud83d', '🙂'] }
  const { rows } = await sql<{ of: unknown }>`select ${json(value)} as of`.execute(store.db)
  expect(rows[0]?.of).toEqual({ 'a\uFFFD': ['\uFFFD', 'x\uFFFD\uFFFDy', '\\u0000', '\\\\ud83d', '🙂'] })
})
