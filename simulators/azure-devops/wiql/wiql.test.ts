import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { testSite } from '../test-client.ts'
import { parseWiql } from './parse.ts'

async function siteWithItems() {
  const world = testSite()
  await world.create({ 'System.Title': 'Idle disk', 'System.Tags': 'crosstie-1; cost' })
  world.clock.now += 24 * 3_600_000
  await world.create(
    { 'System.Title': "O'Brien's 50% [off]", 'System.Tags': "it's", 'System.AssignedTo': 'Mara Lindqvist' },
    'Bug',
  )
  await world.create({
    'System.Title': 'Noisy alarm',
    'System.AreaPath': 'Cloud Operations\\Compute\\Kubernetes',
  })
  return world
}

test.each([
  ["[System.Tags] CONTAINS 'CROSSTIE-1'", [101]],
  ["[System.Tags] CONTAINS 'crosstie'", []],
  ["[System.Tags] CONTAINS 'it''s'", [102]],
  ["[System.Title] CONTAINS 'O''BRIEN'", [102]],
  ['[System.Title] CONTAINS "50% [off]"', [102]],
  ["[System.Title] = 'x' OR [System.Id] > 101 AND [System.WorkItemType] <> 'Bug'", [103]],
  ["([System.Title] = 'Idle disk' OR [System.Id] > 101) AND NOT [System.WorkItemType] = 'Bug'", [101, 103]],
  ["[System.AreaPath] UNDER 'Cloud Operations\\Compute'", [103]],
  ["[System.AreaPath] UNDER 'Cloud Operations\\Comp'", []],
  ["[System.State] IN ('Active', 'New') AND [System.Id] NOT IN (101, 103)", [102]],
  ["System.TeamProject = 'cloud operations' AND [System.AssignedTo] = ''", [101, 103]],
  ["[System.AssignedTo] = 'mara.lindqvist@example.com'", [102]],
  ['[System.CreatedBy] = @me', [101, 102, 103]],
  ["[System.CreatedDate] >= '2026-11-23'", [102, 103]],
  ['[System.CreatedDate] < @today', [101]],
  ['[System.ChangedDate] >= @today - 1', [101, 102, 103]],
])('WHERE %s finds %j', async (where, ids) => {
  const { query } = await siteWithItems()
  expect(await query(where)).toEqual(ids)
})

test.each([
  ["[System.Sprint] = 'x'", 'TF51005'],
  ["[System.Tags] = 'x'", 'TF51009'],
  ["[System.Title] CONTAINS 'open", 'TF51006'],
  ["[System.Title] CONTAINS 'a' or 1=1", 'TF51011'],
  ["[System.Id] = 'abc'", 'TF51010'],
  ["[System.ChangedDate] >= '2026-11-22T05:00:00Z'", 'You cannot supply a time with the date'],
  ['[System.TeamProject] = @project', 'TF51012'],
  ["[System.Title] = 'x' LIMIT 5", 'TF51011'],
])('WHERE %s is refused with %s', async (where, message) => {
  const { query } = await siteWithItems()
  expect(await query(where)).toContain(message)
})

test('times are compared when time precision is asked for', async () => {
  const { query } = await siteWithItems()
  const since = "[System.ChangedDate] >= '2026-11-22T05:00:00.001Z'"
  expect(await query(since, '?timePrecision=true')).toEqual([102, 103])
})

test('WIQL knows no TOP; the limit goes into the address', async () => {
  const { call, query, state } = await siteWithItems()
  const top = await call('POST', '/_apis/wit/wiql', { query: 'SELECT TOP 5 [System.Id] FROM WorkItems' })
  expect(top.body.message).toContain('TF51006: The query statement is missing a FROM clause.')
  expect(
    await query('[System.Id] > 0 ORDER BY [System.ChangedDate] DESC, [System.Id] DESC', '?$top=2'),
  ).toEqual([103, 102])
  state.wiqlLimit = 2
  expect(await query('[System.Id] > 0')).toContain('VS402337')
  expect(await query('[System.Id] > 0', '?$top=2')).toHaveLength(2)
})

test('the project in the address is only what @project stands for', async () => {
  const { call } = await siteWithItems()
  const ask = async (query: string) =>
    (await call('POST', '/Data%20Platform/_apis/wit/wiql', { query })).body.workItems.length
  expect(await ask('SELECT [System.Id] FROM WorkItems')).toBe(3)
  expect(await ask('SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project')).toBe(0)
})

test('a lagging index finds nothing yet, while reads by id are fresh', async () => {
  const { create, query, call, clock, site } = testSite()
  site.faults.indexLagMs = 5000
  await create({ 'System.Tags': 'mark' })
  expect(await query("[System.Tags] CONTAINS 'mark'")).toEqual([])
  expect((await call('GET', '/_apis/wit/workitems/101')).status).toBe(200)
  clock.now += 5000
  expect(await query("[System.Tags] CONTAINS 'mark'")).toEqual([101])
})

test('any text survives quoting by doubled quotes', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      const quoted = `'${text.replaceAll("'", "''")}'`
      const query = parseWiql(`SELECT [System.Id] FROM WorkItems WHERE [System.Title] = ${quoted}`)
      expect(query.where).toMatchObject({ comparison: { operands: [{ kind: 'text', value: text }] } })
    }),
  )
})
