import { expect, test } from 'vitest'
import { plainDocument } from '../adf/model.ts'
import { draft, testSite } from '../test-client.ts'

test('a created issue answers with id, key and link, and is read with its fields and properties', async () => {
  const { call } = testSite()
  const description = plainDocument('Delete it')
  const fields = {
    description,
    labels: ['b', 'a'],
    components: [{ name: 'AWS' }],
    priority: { name: 'High' },
  }
  const created = await call(
    'POST',
    '/issue',
    draft(fields, { properties: [{ key: 'crosstie', value: { t: 1 } }] }),
  )
  expect(created).toEqual({
    status: 201,
    body: { id: '10101', key: 'CLOUD-1', self: 'http://jira.example/rest/api/3/issue/10101' },
  })
  const { body } = await call('GET', '/issue/cloud-1?properties=crosstie')
  expect(body.properties).toEqual({ crosstie: { t: 1 } })
  expect(body.fields).toMatchObject({
    description,
    labels: ['a', 'b'],
    components: [{ name: 'AWS' }],
    priority: { name: 'High' },
    status: { name: 'To Do', statusCategory: { key: 'new' } },
    created: '2026-11-22T05:00:00.000+0000',
  })
})

test.each([
  [{ project: { key: 'NOPE' } }, 'project'],
  [{ issuetype: { name: 'Epic' } }, 'issuetype'],
  [{ summary: undefined }, 'summary'],
  [{ summary: 'a\nb' }, 'summary'],
  [{ summary: 'x'.repeat(256) }, 'summary'],
  [{ description: 'plain' }, 'description'],
  [{ description: plainDocument('x'.repeat(32_768)) }, 'description'],
  [{ components: [{ name: 'Storage' }] }, 'components'],
  [{ components: [{ id: '1' }] }, 'components'],
  [{ priority: { name: 'Urgent' } }, 'priority'],
  [{ labels: ['a b'] }, 'labels'],
  [{ colour: 'red' }, 'colour'],
])('a creation with %j is refused, naming the field %s', async (fields, field) => {
  const { call, state } = testSite()
  const { status, body } = await call('POST', '/issue', draft(fields))
  expect(status).toBe(400)
  expect(Object.keys(body.errors)).toEqual([field])
  expect(state.issues.size).toBe(0)
})

test('the longest summary and description are taken', async () => {
  const { call } = testSite()
  const fields = { summary: 'x'.repeat(255), description: plainDocument('x'.repeat(32_767)) }
  expect((await call('POST', '/issue', draft(fields))).status).toBe(201)
})

test("a project's own required field must be filled in", async () => {
  const { call, state } = testSite()
  const field = { id: 'customfield_10050', name: 'Cost centre', options: ['CC1', 'CC2'] }
  state.projects.find(({ key }) => key === 'CLOUD')?.requiredFields.push(field)
  const refused = await call('POST', '/issue', draft())
  expect(refused.body.errors).toEqual({ customfield_10050: 'Cost centre is required.' })
  const taken = await call('POST', '/issue', draft({ customfield_10050: { value: 'CC2' } }))
  expect(taken.status).toBe(201)
  const { body } = await call('GET', '/issue/createmeta/CLOUD/issuetypes/10003?maxResults=200')
  expect(body.fields.find(({ fieldId }: { fieldId: string }) => fieldId === field.id)).toMatchObject({
    required: true,
    allowedValues: [{ value: 'CC1' }, { value: 'CC2' }],
  })
})

test('without the permission nothing is created and the project can be hidden', async () => {
  const { call, state } = testSite()
  const [, cloud] = state.projects
  Object.assign(cloud?.permissions ?? {}, { CREATE_ISSUES: false })
  expect((await call('POST', '/issue', draft())).status).toBe(403)
  const held = await call('GET', '/mypermissions?permissions=CREATE_ISSUES&projectKey=CLOUD')
  expect(held.body.permissions.CREATE_ISSUES.havePermission).toBe(false)
  Object.assign(cloud?.permissions ?? {}, { BROWSE_PROJECTS: false })
  expect((await call('GET', '/project/CLOUD')).status).toBe(404)
  expect((await call('GET', '/project/search')).body.total).toBe(2)
})

test('a wrong token is refused', async () => {
  const { call, state } = testSite()
  state.token = 'another'
  expect(await call('GET', '/myself')).toMatchObject({ status: 401, body: { errors: {} } })
})

test('an unknown issue and an unknown address are not found', async () => {
  const { call } = testSite()
  expect(await call('GET', '/issue/CLOUD-1')).toEqual({
    status: 404,
    body: { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} },
  })
  expect((await call('GET', '/nothing')).status).toBe(404)
})

test('bulk fetch gives what exists by ascending id and names the rest', async () => {
  const { call } = testSite()
  await call('POST', '/issue', draft())
  await call('POST', '/issue', draft())
  const { body } = await call('POST', '/issue/bulkfetch', {
    issueIdsOrKeys: ['CLOUD-2', '10101', 'CLOUD-1', 'CLOUD-7'],
    fields: ['summary'],
  })
  expect(body.issues.map(({ key }: { key: string }) => key)).toEqual(['CLOUD-1', 'CLOUD-2'])
  expect(body.issueErrors).toMatchObject([{ id: 'CLOUD-7' }])
  const tooMany = Array.from({ length: 101 }, (_, place) => `CLOUD-${place}`)
  expect((await call('POST', '/issue/bulkfetch', { issueIdsOrKeys: tooMany })).status).toBe(400)
})

test('numbers only grow, also over deleted issues', async () => {
  const { call } = testSite()
  await call('POST', '/issue', draft())
  expect((await call('DELETE', '/issue/CLOUD-1')).status).toBe(204)
  expect((await call('POST', '/issue', draft())).body.key).toBe('CLOUD-2')
  expect((await call('GET', '/issue/CLOUD-1')).status).toBe(404)
})

test('an edit adds and removes labels and components and assigns', async () => {
  const { call, state } = testSite()
  await call('POST', '/issue', draft({ labels: ['a', 'b'], components: [{ name: 'AWS' }] }))
  const update = { labels: [{ remove: 'a' }, { add: 'c' }], components: [{ add: { name: 'GCP' } }] }
  const assignee = { accountId: state.people[1]?.accountId }
  expect((await call('PUT', '/issue/CLOUD-1', { update, fields: { assignee } })).status).toBe(204)
  const { body } = await call('GET', '/issue/CLOUD-1')
  expect(body.fields).toMatchObject({
    labels: ['b', 'c'],
    components: [{ name: 'AWS' }, { name: 'GCP' }],
    assignee: { displayName: 'Mara Lindqvist' },
    updated: '2026-11-22T05:00:00.001+0000',
  })
  expect((await call('PUT', '/issue/CLOUD-1/assignee', { accountId: 'nobody' })).status).toBe(400)
  expect((await call('PUT', '/issue/CLOUD-1/assignee', { accountId: null })).status).toBe(204)
})

test('properties of an issue can be set and read without counting as an update', async () => {
  const { call, clock } = testSite()
  await call('POST', '/issue', draft())
  clock.now += 1000
  expect((await call('PUT', '/issue/CLOUD-1/properties/mark', { a: 1 })).status).toBe(201)
  expect((await call('PUT', '/issue/CLOUD-1/properties/mark', { a: 2 })).status).toBe(200)
  expect((await call('GET', '/issue/CLOUD-1/properties/mark')).body).toEqual({ key: 'mark', value: { a: 2 } })
  expect((await call('GET', '/issue/CLOUD-1/properties/other')).status).toBe(404)
  expect((await call('GET', '/issue/CLOUD-1')).body.fields.updated).toBe('2026-11-22T05:00:00.000+0000')
})
