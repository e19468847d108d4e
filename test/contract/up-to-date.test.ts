import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isUpToDate } from '../../bin/up-to-date.mjs'

let folder: string
const at = (place: string) => path.join(folder, place)
const isFresh = () => isUpToDate(at('built.js'), [at('src'), at('lock')])
const age = (place: string, seconds: number) => utimes(at(place), seconds, seconds)

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-up-to-date-'))
  await mkdir(at('src/deep'), { recursive: true })
  for (const file of ['built.js', 'lock', 'src/deep/one.ts']) await writeFile(at(file), '')
  for (const place of ['lock', 'src/deep/one.ts', 'src/deep', 'src']) await age(place, 1_000)
  await age('built.js', 2_000)
})
afterEach(() => rm(folder, { recursive: true }))

test('What was built is used while nothing that it was built from is newer', () => {
  expect(isFresh()).toBe(true)
})

test.each(['src/deep/one.ts', 'lock'])('It is not used once %s was changed', async (file) => {
  await age(file, 3_000)
  expect(isFresh()).toBe(false)
})

test('It is not used once a source was removed', async () => {
  await rm(at('src/deep/one.ts'))
  expect(isFresh()).toBe(false)
})

test('It is used where there are no sources at all, as in the image', async () => {
  await rm(at('src'), { recursive: true })
  await rm(at('lock'))
  expect(isFresh()).toBe(true)
})

test('Nothing is used that was not built', async () => {
  await rm(at('built.js'))
  expect(isFresh()).toBe(false)
})
