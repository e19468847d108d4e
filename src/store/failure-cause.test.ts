import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestStore } from '../../test/setup/store.ts'
import { likeness } from './failure-cause.ts'
import type { OpenStore } from './open.ts'

let store: OpenStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store?.close())

async function likenessOf(texts: string[]): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select ${likeness(sql`text`)} as said from unnest(${texts}::text[]) with ordinality as t (text, place)
    order by place`.execute(store.db)
  return rows.map(({ said }) => said)
}

test.each([
  ['Issue INFRA-12 was not found', 'Issue OPS-4711 was not found'],
  ['Field "Cost centre" is required.', 'Field “Budget” is required.'],
  ["User 'anna' can't be assigned", "User 'ben  ' can't be assigned"],
  ['Try again in 2.5 seconds', 'Try again in 10 seconds'],
  ['No account 5b10a2844c20165700ede21g', 'No account 712020:0e99-41f5'],
  ['See https://a.example/x?y=1 for more', 'See https://b.example/z for more'],
])('“%s” and “%s” are the same', async (one, other) => {
  const [first, second] = await likenessOf([one, other])
  expect(first).toBe(second)
})

test.each([
  ['Field "a" is required.', 'Field "a" is read only.'],
  ["It can't be moved, it won't fit", "It can't be found, it won't fit"],
])('“%s” and “%s” are not the same', async (one, other) => {
  const [first, second] = await likenessOf([one, other])
  expect(first).not.toBe(second)
})

const word = fc.constantFrom(
  'issue',
  'field',
  'is',
  'required',
  'can’t',
  'be',
  'moved',
  'straße',
  'ÄNDERN',
  '#',
  '(x)',
)
const name = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', 'ö', '-', '.', '1', "'") })
const id = fc.oneof(
  fc.nat().map(String),
  fc.uuid().filter((text) => /\d/u.test(text)),
  fc.tuple(fc.constantFrom('INFRA-', 'TF', 'customfield_'), fc.nat()).map((parts) => parts.join('')),
)
const part = fc.oneof(
  word.map((text) => [text, text]),
  fc.tuple(name, name).map(([a, b]) => [`"${a}"`, `"${b}"`]),
  fc.tuple(id, id),
)

test('Two texts that differ in names, numbers and ids alone are the same; one word more makes another', async () => {
  const texts = fc.array(part, { minLength: 1, maxLength: 12 })
  const rule = fc.asyncProperty(texts, async (parts) => {
    const one = parts.map(([a]) => a).join(' ')
    const other = parts.map(([, b]) => b).join(' ')
    const [first, second, third] = await likenessOf([one, other, `${one} besides`])
    expect(first).toBe(second)
    expect(third).not.toBe(first)
  })
  await fc.assert(rule, { numRuns: 200 })
})
