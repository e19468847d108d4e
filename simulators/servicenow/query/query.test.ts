import { expect, test } from 'vitest'
import { testSite } from '../test-client.ts'
import { parseQuery } from './parse.ts'

async function threeIncidents() {
  const on = testSite()
  for (const [title, category] of [
    ['Disk full', 'hardware'],
    ['disk slow', 'software'],
    ['Mail ^ down', 'software'],
  ] as const) {
    await on.create({ short_description: title, category })
    on.clock.now += 1000
  }
  const titles = async (query: string) =>
    (await on.list('incident', query)).map((row) => row['short_description'])
  return { ...on, titles }
}

test.each([
  ['category=software', ['disk slow', 'Mail ^ down']],
  ['category!=software', ['Disk full']],
  ['categoryINhardware,software^ORDERBYDESCshort_description', ['Mail ^ down', 'disk slow', 'Disk full']],
  ['short_descriptionLIKEDISK', ['Disk full', 'disk slow']],
  ['short_descriptionSTARTSWITHmail', ['Mail ^ down']],
  ['short_descriptionLIKE^^', ['Mail ^ down']],
  ['number>INC0010001', ['disk slow', 'Mail ^ down']],
  ['number>=INC0010001^number<INC0010003', ['Disk full', 'disk slow']],
  ['sys_updated_on<=2026-11-22 05:00:01', ['Disk full', 'disk slow']],
  ['category=software^ORcategory=hardware^short_descriptionLIKEdisk', ['Disk full', 'disk slow']],
  ['category=hardware^NQshort_descriptionLIKEmail', ['Disk full', 'Mail ^ down']],
  ['assigned_toISEMPTY^categoryISNOTEMPTY', ['Disk full', 'disk slow', 'Mail ^ down']],
  ['opened_by.user_name=crosstie.integration', ['Disk full', 'disk slow', 'Mail ^ down']],
  ['sys_mod_count>10', []],
])('%s finds %j', async (query, found) => {
  const { titles } = await threeIncidents()
  expect(await titles(query)).toEqual(found)
})

test.each([
  'no_such_field=1',
  'category',
  'category~software',
  'opened_by.nothing=1',
  '=software',
  'category=javascript:x()',
])('an invalid part such as %s is dropped without a word, so that everything matches', async (query) => {
  const { titles, state } = await threeIncidents()
  expect(await titles(query)).toHaveLength(3)
  expect(await titles(`${query}^category=hardware`)).toEqual(['Disk full'])
  state.invalidQueryReturnsNoRows = true
  expect(await titles(`${query}^category=hardware`)).toEqual([])
})

test('what was dropped is known to the instance', () => {
  expect(parseQuery('incident', 'nope=1^category=x^ORDERBYnope').dropped).toEqual(['nope=1', 'ORDERBYnope'])
})
