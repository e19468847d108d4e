import { expect, test } from 'vitest'
import { adding, testSite } from '../test-client.ts'

const path = '/_apis/wit/reporting/workitemrevisions'

interface Revision {
  id: number
  rev: number
  fields: Record<string, unknown>
}

const numbers = (values: Revision[]) => values.map(({ id, rev }) => [id, rev])

test('all revisions come in the order in which they were made, a batch at a time', async () => {
  const { create, patch, call, state } = testSite()
  state.revisionBatchSize = 2
  await create()
  await create()
  await patch('PATCH', '/_apis/wit/workitems/101', adding({ 'System.State': 'Active' }))
  const first = (await call('GET', path)).body
  expect([numbers(first.values), first.isLastBatch]).toEqual([
    [
      [101, 1],
      [102, 1],
    ],
    false,
  ])
  const second = (await call('GET', `${path}?continuationToken=${first.continuationToken}`)).body
  expect([numbers(second.values), second.isLastBatch]).toEqual([[[101, 2]], true])
  expect(second.values[0].fields).toMatchObject({
    'System.State': 'Active',
    'System.ChangedBy': 'Crosstie <crosstie@example.com>',
    'System.IsDeleted': false,
  })
  const third = (await call('GET', `${path}?continuationToken=${second.continuationToken}`)).body
  expect(third).toMatchObject({ values: [], isLastBatch: true, continuationToken: second.continuationToken })
})

test('the next link goes on where the batch ended, with the same filters', async () => {
  const { create, call, site } = testSite()
  await create()
  await create()
  const { body } = await call('GET', `/Cloud%20Operations${path}?fields=System.State&$maxPageSize=1`)
  const next = new URL(body.nextLink)
  const rest = await call('GET', `${next.pathname.replace('/northwind-cloud', '')}${next.search}`)
  expect(next.origin).toBe(site.url)
  expect(numbers(rest.body.values)).toEqual([[102, 1]])
  expect(rest.body.values[0].fields).toEqual({ 'System.State': 'New' })
})

test('before anything was made there is a token to start from', async () => {
  const { create, call } = testSite()
  const { body } = await call('POST', path, {})
  expect(body).toMatchObject({ values: [], isLastBatch: true, continuationToken: '0;0;0;Discussion' })
  await create()
  expect(
    (await call('POST', `${path}?continuationToken=${body.continuationToken}`, {})).body.values,
  ).toHaveLength(1)
})

test('a deleted work item is told of only when deleted ones are asked for', async () => {
  const { create, call } = testSite()
  await create()
  await call('DELETE', '/_apis/wit/workitems/101')
  expect((await call('GET', path)).body.values).toEqual([])
  const { body } = await call('GET', `${path}?includeDeleted=true&includeLatestOnly=true`)
  expect(body.values).toMatchObject([{ id: 101, rev: 2, fields: { 'System.IsDeleted': true } }])
})

test('revisions can be asked for by time, type and project', async () => {
  const { create, call, clock } = testSite()
  await create()
  clock.now += 60_000
  await create({}, 'Bug')
  const ids = async (rest: string) => numbers((await call('GET', rest)).body.values).map(([id]) => id)
  expect(await ids(`${path}?startDateTime=2026-11-22T05:00:30Z`)).toEqual([102])
  expect(await ids(`${path}?types=Task`)).toEqual([101])
  expect(await ids(`/Data%20Platform${path}`)).toEqual([])
  expect((await call('GET', `${path}?startDateTime=2026-11-22&continuationToken=1`)).status).toBe(400)
})
