import { expect, test } from 'vitest'
import { adding, testSite } from '../test-client.ts'
import { requireField } from '../control.ts'

const item = '/_apis/wit/workitems/101'

test('a new work item starts in the first state of its type, at the root of the project, at revision 1', async () => {
  const { create } = testSite()
  const { status, body } = await create({ 'System.Tags': 'b; A, b' })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    id: 101,
    rev: 1,
    fields: {
      'System.State': 'New',
      'System.AreaPath': 'Cloud Operations',
      'System.Tags': 'A; b',
      'Microsoft.VSTS.Common.Priority': 2,
      'System.CreatedBy': { uniqueName: 'crosstie@example.com' },
      'System.CreatedDate': '2026-11-22T05:00:00Z',
    },
    _links: { html: { href: expect.stringContaining('/_workitems/edit/101') } },
  })
})

test.each([
  [{ 'System.Title': '' }, 'TF401320', 'RuleValidationException'],
  [{ 'System.Title': 'x'.repeat(256) }, 'InvalidTooLong', 'RuleValidationException'],
  [{ 'Microsoft.VSTS.Common.Priority': 9 }, 'not in the list of supported values', 'RuleValidationException'],
  [{ 'System.State': 'Closed' }, 'not in the list of supported values', 'RuleValidationException'],
  [{ 'System.AssignedTo': 'Nobody Known' }, 'unknown identity', 'RuleValidationException'],
  [{ 'System.AreaPath': 'Cloud Operations\\Nowhere' }, 'TF401347', 'WorkItemFieldInvalidTreeNameException'],
  [{ 'System.AreaPath': 'Data Platform' }, 'TF401347', 'WorkItemFieldInvalidTreeNameException'],
  [{ 'Custom.Nothing': 'x' }, 'TF51535', 'WorkItemTrackingFieldDefinitionNotFoundException'],
  [{ 'System.CreatedDate': '2020-01-01' }, 'TF401326', 'WorkItemFieldInvalidException'],
  [{ 'Microsoft.VSTS.TCM.ReproSteps': 'x' }, 'TF401326', 'WorkItemFieldInvalidException'],
])('a creation with %j is refused with %s', async (fields, message, typeKey) => {
  const { create, state } = testSite()
  const { status, body } = await create(fields)
  expect([status, body.typeKey, body.eventId]).toEqual([400, typeKey, 3200])
  expect(body.message).toContain(message)
  expect(state.items.size).toBe(0)
})

test('a missing required field is named with its flags, as recorded', async () => {
  const { create, state } = testSite()
  const cost = { referenceName: 'Custom.CostCentre', name: 'Cost centre', allowedValues: ['A', 'B'] }
  requireField(state, { project: 'Cloud Operations', type: 'Task', field: cost })
  const { body } = await create()
  expect(body.message).toBe(
    'TF401320: Rule Error for field Cost centre. Error code: Required, HasValues, LimitedToValues, AllowsOldValue, InvalidEmpty.',
  )
  expect(body.customProperties.RuleValidationErrors).toMatchObject([
    {
      fieldReferenceName: 'Custom.CostCentre',
      fieldStatusFlags: 'required, hasValues, limitedToValues, allowsOldValue, invalidEmpty',
      fieldStatusCode: 524_365,
    },
  ])
  expect((await create({ 'Custom.CostCentre': 'C' })).status).toBe(400)
  expect((await create({ 'Custom.CostCentre': 'A' })).status).toBe(200)
})

test('an unknown type and an unknown project are 404, each with its own code', async () => {
  const { create, patch } = testSite()
  expect(await create({}, 'Epic')).toMatchObject({
    status: 404,
    body: { message: expect.stringContaining('VS402323') },
  })
  const elsewhere = await patch('POST', '/Nowhere/_apis/wit/workitems/$Task', adding({ 'System.Title': 'x' }))
  expect(elsewhere).toMatchObject({ status: 404, body: { message: expect.stringContaining('TF200016') } })
})

test('only a JSON patch document creates a work item', async () => {
  const { call, patch } = testSite()
  const path = '/Cloud%20Operations/_apis/wit/workitems/%24Task'
  expect((await call('POST', path, adding({ 'System.Title': 'x' }))).status).toBe(415)
  for (const body of [
    {},
    [],
    [{ op: 'add', path: '/title', value: 'x' }],
    [{ op: 'move', path: '/fields/System.Title' }],
  ]) {
    expect(await patch('POST', path, body)).toMatchObject({ status: 400, body: { eventId: 3000 } })
  }
})

test('validateOnly checks and keeps nothing; bypassRules is not allowed', async () => {
  const { patch, state } = testSite()
  const path = '/Cloud%20Operations/_apis/wit/workitems/$Task?validateOnly=true'
  expect((await patch('POST', path, adding({ 'System.Title': 'x' }))).status).toBe(200)
  expect((await patch('POST', path, adding({ 'System.Description': 'x' }))).status).toBe(400)
  expect((await patch('POST', `${path}&bypassRules=true`, adding({ 'System.Title': 'x' }))).status).toBe(403)
  expect([state.items.size, state.lastItemId]).toEqual([0, 100])
})

test('every change raises the revision and the changed date, also within one millisecond; no change raises neither', async () => {
  const { create, patch } = testSite()
  await create({ 'System.Tags': 'mark' })
  const first = await patch('PATCH', item, adding({ 'System.State': 'Active', 'System.Tags': 'more' }))
  expect(first.body).toMatchObject({
    rev: 2,
    fields: {
      'System.ChangedDate': '2026-11-22T05:00:00.001Z',
      'System.Reason': 'Moved to state Active',
      'System.Tags': 'mark; more',
    },
  })
  expect((await patch('PATCH', item, adding({ 'System.State': 'Active' }))).body.rev).toBe(2)
  const replaced = await patch('PATCH', item, [{ op: 'replace', path: '/fields/System.Tags', value: 'only' }])
  expect(replaced.body).toMatchObject({ rev: 3, fields: { 'System.Tags': 'only' } })
})

test('a stale test of the revision is 412 and changes nothing', async () => {
  const { create, patch } = testSite()
  await create()
  const operations = [{ op: 'test', path: '/rev', value: 7 }, ...adding({ 'System.Title': 'New title' })]
  expect(await patch('PATCH', item, operations)).toMatchObject({
    status: 412,
    body: { typeKey: 'TestPatchOperationFailedException', message: expect.stringContaining('VS403351') },
  })
})

test('hyperlinks are shown when relations are asked for', async () => {
  const { create, patch, call } = testSite()
  await create()
  const link = { rel: 'Hyperlink', url: 'https://hub.example.com/1', attributes: { comment: 'CT-1' } }
  expect((await patch('PATCH', item, [{ op: 'add', path: '/relations/-', value: link }])).body.rev).toBe(2)
  expect((await call('GET', `${item}?$expand=relations`)).body.relations).toEqual([link])
  expect((await patch('PATCH', item, [{ op: 'add', path: '/relations/-', value: link }])).status).toBe(400)
})

test('a deleted work item is gone for reads and writes, and destroying is not allowed', async () => {
  const { create, call, patch } = testSite()
  await create()
  expect((await call('DELETE', `${item}?destroy=true`)).status).toBe(403)
  expect(await call('DELETE', item)).toMatchObject({
    status: 200,
    body: { id: 101, code: 200, resource: { rev: 2 } },
  })
  expect((await call('GET', item)).status).toBe(404)
  expect((await patch('PATCH', item, adding({ 'System.Title': 'x' }))).status).toBe(404)
})

test('a batch takes 200 ids; a missing one fails it all, or leaves a null when omitted', async () => {
  const { create, call } = testSite()
  await create()
  const batch = (body: object) => call('POST', '/_apis/wit/workitemsbatch', body)
  const fields = ['System.Id', 'System.Rev']
  expect((await batch({ ids: [101, 999], fields })).status).toBe(404)
  expect((await batch({ ids: [101, 999], fields, errorPolicy: 'omit' })).body).toMatchObject({
    count: 2,
    value: [{ id: 101, fields: { 'System.Id': 101, 'System.Rev': 1 } }, null],
  })
  const many = await batch({ ids: Array.from({ length: 201 }, (_, place) => place + 1) })
  expect(many.body.message).toContain('VS403474')
  expect((await batch({ ids: [101], fields, $expand: 'all' })).body.typeKey).toBe(
    'ConflictingParametersException',
  )
})

test('a work item can be read as it was', async () => {
  const { create, patch, call, clock } = testSite()
  await create()
  clock.now += 60_000
  await patch('PATCH', item, adding({ 'System.Title': 'Later' }))
  const then = await call('GET', `${item}?asOf=2026-11-22T05:00:30Z`)
  expect(then.body).toMatchObject({ rev: 1, fields: { 'System.Title': 'Idle disk' } })
  expect((await call('GET', `${item}?asOf=2026-11-22T04:00:00Z`)).status).toBe(404)
})

test('a move to another project keeps the id and needs an area there', async () => {
  const { create, patch, call } = testSite()
  await create()
  const moved = await patch(
    'PATCH',
    item,
    adding({
      'System.TeamProject': 'Data Platform',
      'System.AreaPath': 'Data Platform\\Warehouse\\Batch',
      'System.State': 'To Do',
    }),
  )
  expect(moved.body.fields).toMatchObject({ 'System.TeamProject': 'Data Platform', 'System.State': 'To Do' })
  expect((await call('GET', '/Cloud%20Operations/_apis/wit/workitems/101')).status).toBe(404)
  expect((await call('GET', '/data%20platform/_apis/wit/workItems/101')).status).toBe(200)
})

test('rights that the account lacks are 403: saving under an area, making a tag', async () => {
  const { create, state } = testSite()
  await create({ 'System.Tags': 'known' })
  state.mayCreateTags = false
  expect((await create({ 'System.Tags': 'Known' })).status).toBe(200)
  expect(await create({ 'System.Tags': 'new' })).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining('TF401289') },
  })
  const [project] = state.projects
  if (project) project.mayEdit = false
  expect(await create()).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining('TF237111') },
  })
})
