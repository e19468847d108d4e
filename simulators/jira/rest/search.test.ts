import { expect, test } from 'vitest'
import { draft, testSite } from '../test-client.ts'

const jql = 'project = CLOUD ORDER BY created ASC'

async function siteWith(count: number) {
  const world = testSite()
  for (let number = 1; number <= count; number += 1) {
    await world.call('POST', '/issue', draft({ labels: [`n${number}`] }))
    world.clock.now += 60_000
  }
  return world
}

test('only ids come back unless fields are asked for', async () => {
  const { call } = await siteWith(1)
  const { body } = await call('POST', '/search/jql', { jql })
  expect(body).toEqual({ issues: [{ id: '10101' }], isLast: true })
  const asked = await call('POST', '/search/jql', { jql, fields: ['labels'] })
  expect(asked.body.issues[0]).toMatchObject({ key: 'CLOUD-1', fields: { labels: ['n1'] } })
})

test('pages follow one another by token, the last one has none', async () => {
  const { call } = await siteWith(3)
  const first = await call('GET', `/search/jql?jql=${encodeURIComponent(jql)}&maxResults=2&fields=key`)
  expect(first.body.issues.map(({ key }: { key: string }) => key)).toEqual(['CLOUD-1', 'CLOUD-2'])
  const nextPageToken = first.body.nextPageToken
  const second = await call('POST', '/search/jql', { jql, maxResults: 2, fields: ['key'], nextPageToken })
  expect(second.body).toMatchObject({ issues: [{ key: 'CLOUD-3' }], isLast: true })
  expect(second.body).not.toHaveProperty('nextPageToken')
  expect((await call('POST', '/search/jql', { jql: 'project = DATA', nextPageToken })).status).toBe(400)
})

test('what is written shows in search only after the lag, but is read by id at once', async () => {
  const { call, site, clock } = testSite()
  site.faults.indexLagMs = 5000
  await call('POST', '/issue', draft({ labels: ['mark'] }))
  const find = async (more = {}) =>
    (await call('POST', '/search/jql', { jql: 'labels = mark', ...more })).body.issues
  expect(await find()).toEqual([])
  expect(await find({ reconcileIssues: [10_101] })).toEqual([{ id: '10101' }])
  expect((await call('GET', '/issue/10101')).status).toBe(200)
  clock.now += 5000
  expect(await find()).toEqual([{ id: '10101' }])
})

test('until the lag is over, search knows the earlier version of a changed issue', async () => {
  const { call, site, clock } = await siteWith(1)
  site.faults.indexLagMs = 5000
  await call('PUT', '/issue/CLOUD-1', { fields: { labels: ['new'] } })
  const count = async (label: string) =>
    (await call('POST', '/search/jql', { jql: `labels = ${label}` })).body.issues.length
  expect([await count('n1'), await count('new')]).toEqual([1, 0])
  clock.now += 5000
  expect([await count('n1'), await count('new')]).toEqual([0, 1])
})

test('lagging search can be set to show present values for what it finds by old ones', async () => {
  const { call, site } = await siteWith(1)
  Object.assign(site.faults, { indexLagMs: 5000, indexShowsFresh: true })
  await call('PUT', '/issue/CLOUD-1', { fields: { labels: ['new'] } })
  const { body } = await call('POST', '/search/jql', { jql: 'labels = n1', fields: ['labels'] })
  expect(body.issues[0].fields.labels).toEqual(['new'])
})

test('a shorter lag lets waiting versions through', async () => {
  const { call, site } = testSite()
  site.faults.indexLagMs = 1e9
  await call('POST', '/issue', draft())
  site.faults.indexLagMs = 0
  expect((await call('POST', '/search/jql', { jql })).body.issues).toHaveLength(1)
})

test.each([
  ['updated >= 1795323660000', ['CLOUD-2', 'CLOUD-3']],
  ['updated >= "2026-11-22 06:02"', ['CLOUD-3']],
  ['key in (cloud-1, 10102)', ['CLOUD-1', 'CLOUD-2']],
  ['labels = N2', ['CLOUD-2']],
  ['project = CLOUD AND statusCategory = new AND labels != n1', ['CLOUD-2', 'CLOUD-3']],
  ['project in (INFRA, DATA)', []],
])('%s finds %j', async (clauses, keys) => {
  const { call } = await siteWith(3)
  const { body } = await call('POST', '/search/jql', { jql: `${clauses} ORDER BY key`, fields: ['key'] })
  expect(body.issues.map(({ key }: { key: string }) => key)).toEqual(keys)
})

test.each([
  ['', 'Unbounded JQL queries are not allowed here.'],
  ['ORDER BY updated', 'Unbounded JQL queries are not allowed here.'],
  ['colour = red', "Field 'colour' does not exist"],
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['key = CLOUD-9', "An issue with key 'CLOUD-9' does not exist for field 'key'."],
  ['updated >= "soon"', "Date value 'soon' for field 'updated' is invalid."],
])('%j is refused: %s', async (query, words) => {
  const { call } = testSite()
  const { status, body } = await call('POST', '/search/jql', { jql: query })
  expect(status).toBe(400)
  expect(body.errorMessages[0]).toContain(words)
})

test('at most 50 ids can be reconciled', async () => {
  const { call } = testSite()
  const reconcileIssues = Array.from({ length: 51 }, (_, place) => place)
  expect((await call('POST', '/search/jql', { jql, reconcileIssues })).status).toBe(400)
})
