import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { crosstie as command } from '../setup/crosstie-command.ts'
import { newDatabase } from '../setup/store.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-backup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const crosstie = (args: string[], env: Record<string, string>) =>
  command(args, { CROSSTIE_SECRET_KEY: 'a secret key for the backup test only, 32', ...env })

const file = () => path.join(folder, 'crosstie.jsonl.gz')

/** A database with something in it. */
async function filled(): Promise<string> {
  const url = await newDatabase()
  const store = await openStore({ url, maxConnections: 1 })
  await store.pool.query(
    `insert into workspaces (id, name, created_at) values ('01890000-0000-7000-8000-000000000001', 'Kept', now())`,
  )
  await store.close()
  return url
}

async function names(url: string): Promise<unknown[]> {
  const store = await openStore({ url, maxConnections: 1 })
  const { rows } = await store.pool.query('select name from workspaces')
  await store.close()
  return rows.map(({ name }) => name)
}

test('A backup goes from PostgreSQL into one file that only its owner may read, and back into an empty database', async () => {
  const url = await filled()
  const written = await crosstie(['backup', file()], { DATABASE_URL: url })
  expect(written).toMatchObject({ code: 0, said: expect.stringMatching(/Wrote .* rows of \d+ tables/) })
  expect((await stat(file())).mode & 0o077).toBe(0)
  const target = await newDatabase()
  const read = await crosstie(['restore', file()], { DATABASE_URL: target })
  expect(read).toMatchObject({ code: 0, said: expect.stringContaining('Every connection is paused') })
  expect(await names(target)).toEqual(['Kept'])
})

test('It also goes into the embedded database, and from there into a file again', async () => {
  const data = { CROSSTIE_DATA_DIR: path.join(folder, 'embedded') }
  expect((await crosstie(['restore', file()], data)).code).toBe(0)
  const second = path.join(folder, 'second.jsonl.gz')
  expect((await crosstie(['backup', second], data)).code).toBe(0)
  const target = await newDatabase()
  expect((await crosstie(['restore', second], { DATABASE_URL: target })).code).toBe(0)
  expect(await names(target)).toEqual(['Kept'])
})

test('A database that is not empty is left as it is', async () => {
  const url = await filled()
  const { code, said } = await crosstie(['restore', file()], { DATABASE_URL: url })
  expect([code, said]).toEqual([1, expect.stringMatching(/not empty, and nothing was changed/)])
  expect(await names(url)).toEqual(['Kept'])
})

test('Half a backup, another file and no file are refused by name, and nothing is restored', async () => {
  const whole = await readFile(file())
  const half = path.join(folder, 'half.gz')
  await writeFile(half, whole.subarray(0, whole.length - 40))
  const other = path.join(folder, 'other.txt')
  await writeFile(other, 'no backup at all')
  const target = await newDatabase()
  for (const wrong of [half, other]) {
    const { code, said } = await crosstie(['restore', wrong], { DATABASE_URL: target })
    expect([code, said]).toEqual([1, expect.stringContaining('is not a whole backup of Crosstie')])
  }
  const missing = await crosstie(['restore', path.join(folder, 'missing')], { DATABASE_URL: target })
  expect(missing.said).toMatch(/There is no file/)
  expect((await crosstie(['restore'], { DATABASE_URL: target })).said).toMatch(/which backup to read/)
  expect((await crosstie(['backup'], { DATABASE_URL: target })).said).toMatch(/which file to write/)
  expect(await names(target)).toEqual([])
})
