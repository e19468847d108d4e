import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  newSubscription,
  organizationUrl,
  startAzureDevOps,
  type AzureDevOpsSimulator,
} from '../../simulators/azure-devops/index.ts'
import { startReceiver } from '../../simulators/ground/test-receiver.ts'
import { startCheckingProxy, type CheckingProxy } from './openapi-proxy.ts'

const contracts = path.resolve(import.meta.dirname, '../../../shared/contracts/ado')
const present = existsSync(contracts)
const skipped = present ? '' : ` (SKIPPED: no contracts in ${contracts})`

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type JsonObject = { [name: string]: Json }

const object = (value: Json | undefined): JsonObject => (value ?? {}) as JsonObject
const readJson = (name: string): JsonObject => JSON.parse(readFileSync(path.join(contracts, name), 'utf8'))

/** Microsoft's descriptions are Swagger 2.0; the checking proxy reads OpenAPI 3. Only the form is changed. */
function openapiOf(swagger: JsonObject): JsonObject {
  const shared = object(swagger['parameters'])
  return {
    openapi: '3.0.3',
    info: { title: 'Azure DevOps', version: '7.1' },
    components: { schemas: moved(object(swagger['definitions'])) as JsonObject },
    paths: routable(
      Object.entries(object(swagger['paths'])).map(([route, operations]) => [
        route,
        Object.entries(object(operations)).map(([method, operation]) => [
          method,
          { operationId: `${method} ${route}`, ...convertedOperation(object(operation), shared) },
        ]),
      ]),
    ),
  }
}

type Routes = [route: string, operations: [method: string, operation: JsonObject][]][]

/** `$type` stands where an id stands too: the validator knows one name for one place. */
function routable(routes: Routes): JsonObject {
  const paths: Record<string, JsonObject> = {}
  for (const [route, operations] of routes) {
    const place = route.replace('${type}', '{id}')
    for (const [method, operation] of operations) {
      if (place !== route && method === 'get') continue
      const renamed = JSON.parse(JSON.stringify(operation).replaceAll('"name":"type"', '"name":"id"'))
      paths[place] = { ...paths[place], [method]: place === route ? operation : renamed }
    }
  }
  return paths
}

function convertedOperation(operation: JsonObject, shared: JsonObject): JsonObject {
  const parameters = ((operation['parameters'] ?? []) as JsonObject[]).map((parameter) => {
    const reference = parameter['$ref']
    return typeof reference === 'string' ? object(shared[reference.replace('#/parameters/', '')]) : parameter
  })
  const body = parameters.find((parameter) => parameter['in'] === 'body')
  const [mediaType = 'application/json'] = (operation['consumes'] ?? []) as string[]
  return {
    parameters: parameters
      .filter((parameter) => parameter['in'] !== 'body')
      .map(({ name, in: place, required, type, enum: values }) => ({
        name: name ?? '',
        in: place ?? '',
        required: required ?? false,
        schema: { type: type ?? 'string', ...(values && { enum: values }) },
      })),
    ...(body && { requestBody: { content: { [mediaType]: { schema: moved(body['schema'] ?? {}) } } } }),
    responses: Object.fromEntries(
      Object.entries(object(operation['responses'])).map(([status, answer]) => [
        status,
        { description: '', ...contentOf(object(answer)['schema']) },
      ]),
    ),
  }
}

/** A list comes wrapped in `{count, value}`, which Microsoft's own descriptions leave out. */
function contentOf(schema: Json | undefined): JsonObject {
  if (!schema) return {}
  const list = object(schema)['type'] === 'array'
  const wrapped = { type: 'object', required: ['count', 'value'], properties: { value: schema } }
  return { content: { 'application/json': { schema: moved(list ? wrapped : schema) } } }
}

function moved(value: Json): Json {
  return JSON.parse(JSON.stringify(value).replaceAll('#/definitions/', '#/components/schemas/'))
}

const authorization = `Basic ${Buffer.from(':ado-token').toString('base64')}`
const patchType = 'application/json-patch+json'
const adding = (fields: Record<string, unknown>) =>
  Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value }))
const draft = adding({
  'System.Title': 'Idle disk',
  'System.Description': '<p>Delete it</p>',
  'System.Tags': 'crosstie-1',
  'System.AreaPath': 'Cloud Operations\\Storage',
  'Microsoft.VSTS.Common.Priority': 1,
})
const hyperlink = {
  op: 'add',
  path: '/relations/-',
  value: { rel: 'Hyperlink', url: 'https://hub.example.com/CT-1', attributes: { comment: 'CT-1' } },
}

async function request(root: string, [method, address, body]: [string, string, unknown?]) {
  const response = await fetch(`${root}${address}`, {
    method,
    headers: {
      authorization,
      ...(body !== undefined && { 'content-type': Array.isArray(body) ? patchType : 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

describe.skipIf(!present)(`the simulated Azure DevOps against Microsoft's description${skipped}`, () => {
  let folder: string
  let ado: AzureDevOpsSimulator
  let workItems: CheckingProxy
  let core: CheckingProxy
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ado-contract-'))
    ado = await startAzureDevOps()
    workItems = await checkedBy('openapi/wit-7.1/workItemTracking.mock.json')
    core = await checkedBy('openapi/core-7.1/core.json')
  })
  beforeEach(() => {
    ado.reset()
    workItems.violations.length = 0
    core.violations.length = 0
  })
  afterAll(async () => {
    await workItems?.close()
    await core?.close()
    await ado?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function checkedBy(name: string): Promise<CheckingProxy> {
    const description = path.join(folder, path.basename(name))
    writeFileSync(description, JSON.stringify(openapiOf(readJson(name))))
    return startCheckingProxy({ description, target: ado.url })
  }

  const call = (...asked: [string, string, unknown?]) => request(`${workItems.url}/northwind-cloud`, asked)
  const v = 'api-version=7.1'
  const preview = 'api-version=7.1-preview.4'
  const inProject = '/Cloud%20Operations/_apis/wit'

  test.each([`/_apis/projects?${v}`, `/_apis/projects?${v}&$top=1`, `/_apis/projects/Data%20Platform?${v}`])(
    'GET %s agrees',
    async (address) => {
      expect((await request(`${core.url}/northwind-cloud`, ['GET', address])).status).toBe(200)
      expect(core.violations).toEqual([])
    },
  )

  test.each([
    `${inProject}/workitemtypes?${v}`,
    `${inProject}/workitemtypes/User%20Story?${v}`,
    `${inProject}/workitemtypes/Bug/states?${v}`,
    `/Data%20Platform/_apis/wit/workitemtypes/Issue/states?${v}`,
  ])('GET %s agrees', async (address) => {
    expect((await call('GET', address)).status).toBe(200)
    // The service leaves what is not there null, as recorded; the description does not know that.
    const absent = /(defaultValue must be string|actions must be array)/
    expect(workItems.violations.filter((problem) => !absent.test(problem))).toEqual([])
  })

  test('a work item lives its whole life in agreement', async () => {
    const query =
      "SELECT [System.Id] FROM WorkItems WHERE [System.Tags] CONTAINS 'crosstie-1' ORDER BY [System.Id]"
    const steps: [number, string, string, unknown?][] = [
      [200, 'POST', `${inProject}/workitems/$Task?${v}&validateOnly=true`, draft],
      [200, 'POST', `${inProject}/workitems/$Task?${v}`, [...draft, hyperlink]],
      [200, 'PATCH', `/_apis/wit/workitems/101?${v}&$expand=all`, adding({ 'System.State': 'Active' })],
      [200, 'PATCH', `${inProject}/workitems/101?${v}`, adding({ 'System.AssignedTo': 'Mara Lindqvist' })],
      [200, 'GET', `/_apis/wit/workitems/101?${v}&$expand=all`],
      [200, 'GET', `${inProject}/workitems/101?${v}&fields=System.Title,System.State`],
      [200, 'GET', `/_apis/wit/workitems?${v}&ids=101&errorPolicy=omit`],
      [200, 'GET', `${inProject}/workitems?${v}&ids=101&$expand=relations`],
      [200, 'POST', `/_apis/wit/workitemsbatch?${v}`, { ids: [101], fields: ['System.Id', 'System.Tags'] }],
      [200, 'POST', `${inProject}/workitemsbatch?${v}`, { ids: [101], $expand: 'all', errorPolicy: 'omit' }],
      [200, 'POST', `/_apis/wit/wiql?${v}`, { query }],
      [200, 'POST', `${inProject}/wiql?${v}&timePrecision=true&$top=10`, { query }],
      [200, 'POST', `${inProject}/workItems/101/comments?${preview}`, { text: '<b>Seen</b>' }],
      [200, 'PATCH', `${inProject}/workItems/101/comments/5001?${preview}`, { text: 'Seen it' }],
      [200, 'GET', `${inProject}/workItems/101/comments/5001?${preview}`],
      [200, 'GET', `${inProject}/workItems/101/comments?${preview}&$top=1&order=asc&$expand=renderedText`],
      [204, 'DELETE', `${inProject}/workItems/101/comments/5001?${preview}`],
      [200, 'DELETE', `/_apis/wit/workitems/101?${v}`],
    ]
    for (const [status, ...asked] of steps) {
      expect([...asked.slice(0, 2), (await call(...asked)).status]).toEqual([...asked.slice(0, 2), status])
    }
    // Recorded: deleting a comment is 204, where the description says 200.
    expect(workItems.violations).toEqual([
      expect.stringContaining('204: a status that the description does not name'),
    ])
  })

  /*
   * Three places where Microsoft's description contradicts what the service is recorded to send:
   * areas without a path are described only below a path, allowed values as objects, revisions as texts.
   */
  test('where the description and the recordings differ, the simulator sends what was recorded', async () => {
    const areas = await call('GET', `${inProject}/classificationnodes/areas/Compute?${v}&$depth=3`)
    expect(areas.body).toMatchObject({ name: 'Compute', structureType: 'area', hasChildren: true })
    expect(workItems.violations).toEqual([])
    const fields = await call('GET', `${inProject}/workitemtypes/Bug/fields?${v}&$expand=all`)
    expect(fields.status).toBe(200)
    await call('POST', `${inProject}/workitems/$Task?${v}`, draft)
    for (const method of ['GET', 'POST']) {
      const filter = method === 'POST' ? { fields: ['System.State'], includeDeleted: true } : undefined
      const asked = `${inProject}/reporting/workitemrevisions?${v}`
      expect((await call(method, asked, filter)).body).toMatchObject({
        isLastBatch: true,
        values: [{ id: 101 }],
      })
    }
    const known = [
      /\/allowedValues\/\d+ must be object/,
      /\/defaultValue must be object/,
      /\/values\/0 must be string/,
    ]
    expect(workItems.violations.filter((problem) => !known.some((one) => one.test(problem)))).toEqual([])
  })

  test('the check itself notices wrong requests and wrong answers', async () => {
    await call('GET', `/_apis/wit/workitems?${v}`)
    await call('POST', `/_apis/wit/workitemsbatch?${v}`, { fields: [] })
    await call('GET', `/_apis/wit/workitems/101`)
    ado.faults.rules.push({ times: 1, effect: { halfJson: true } })
    await request(`${workItems.url}/northwind-cloud`, ['POST', `/_apis/wit/wiql?${v}`, { query: 'x' }]).catch(
      () => 0,
    )
    await call('GET', '/_apis/nothing')
    const seen = workItems.violations.join('\n')
    for (const place of ['"ids"', '"api-version"', 'a status that', 'not in the description']) {
      expect(seen).toContain(place)
    }
  })
})

/** The names of the members, as far down as both are objects. */
function missing(recorded: Json | undefined, ours: Json | undefined, place = ''): string[] {
  if (recorded === null || recorded === undefined || typeof recorded !== 'object') return []
  if (Array.isArray(recorded))
    return recorded.length > 0 ? missing(recorded[0], (ours as Json[])[0], `${place}[]`) : []
  return Object.entries(recorded).flatMap(([name, value]) => {
    const [here, actual] = [`${place}/${name}`, object(ours)[name]]
    return actual === undefined ? [here] : missing(value, actual, here)
  })
}

describe.skipIf(!present)(`the simulated Azure DevOps against recorded answers and events${skipped}`, () => {
  const open: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of open.splice(0)) await close()
  })

  async function world() {
    const ado = await startAzureDevOps()
    const receiver = await startReceiver()
    open.push(ado.close, receiver.close)
    ado.state.webhooks.push(newSubscription([], { url: receiver.url }))
    const call = async (...asked: [string, string, unknown?]) => {
      const { body } = await request(organizationUrl(ado), asked)
      await ado.settle()
      return body
    }
    await call('POST', '/Cloud%20Operations/_apis/wit/workitems/$Bug', draft)
    await call('PATCH', '/_apis/wit/workitems/101', [
      ...adding({ 'System.State': 'Active', 'System.AssignedTo': 'Mara Lindqvist' }),
      hyperlink,
    ])
    await call('POST', '/Cloud%20Operations/_apis/wit/workItems/101/comments', { text: 'Seen' })
    return { call, events: () => receiver.received.map(({ raw }) => JSON.parse(raw)) }
  }

  const recordedBody = (name: string) =>
    object(object(object(readJson(`examples/${name}`)['responses'])['200'])['body'])
  /** What depends on the process and the board of the recorded project. */
  const ofItsProject =
    /System\.(BoardColumn|Parent|NodeName|AreaLevel|IterationLevel)|WEF_|Scheduling|ActivatedDate|ActivatedBy|AcceptanceCriteria|SystemInfo|ReproSteps|ValueArea|Common\.(Resolved|Closed|StackRank|BacklogPriority|Risk)|Integration/

  const answers: [string, [string, string, unknown?], RegExp?][] = [
    ['core-7.1/GET__projects.json', ['GET', '/_apis/projects']],
    [
      'wit-7.1/classificationNodes/GET__wit_classificationNodes_areas__depth-2.json',
      ['GET', '/Cloud%20Operations/_apis/wit/classificationNodes/areas?$depth=2'],
    ],
    [
      'wit-7.1/workItemTypeStates/GET__workitem_type_states.json',
      ['GET', '/Cloud%20Operations/_apis/wit/workitemtypes/Bug/states'],
    ],
    [
      'wit-7.1/workItemTypesField/GET__workItemType_fields.json',
      ['GET', '/Cloud%20Operations/_apis/wit/workitemtypes/Bug/fields?$expand=all'],
      /helpText/,
    ],
    ['wit-7.1/workItems/GET__wit_WorkItems_id.json', ['GET', '/_apis/wit/workitems/101']],
    ['wit-7.1/workItems/GET__wit_WorkItems_ids-_ids_.json', ['GET', '/_apis/wit/workitems?ids=101']],
    [
      'wit-7.1/workItemsBatch/POST__wit_WorkItemsBatch_ids-_ids__fields-_columns_.json',
      [
        'POST',
        '/_apis/wit/workitemsbatch',
        { ids: [101], fields: ['System.Id', 'System.Title', 'System.WorkItemType'] },
      ],
    ],
    [
      'wit-7.1/wiql/GET__wit_wiql__queryId_.json',
      ['POST', '/_apis/wit/wiql', { query: 'SELECT [System.Id] FROM WorkItems' }],
      /workItemRelations/,
    ],
    [
      'wit-7.1/comments/POST__wit_workitems__taskId__comments_create.json',
      ['POST', '/Cloud%20Operations/_apis/wit/workItems/101/comments', { text: 'x' }],
      // Of version 5.1, before the number became `id`.
      /commentId|isDeleted/,
    ],
    [
      'wit-7.1/workItems/PATCH__wit_workitems__taskId_3.json',
      ['PATCH', '/_apis/wit/workitems/101', adding({ 'System.Title': 'New', 'System.History': 'Said' })],
      /relations\[\]/,
    ],
  ]

  test.each(answers)('an answer has the members of %s', async (name, asked, besides = /^$/) => {
    const { call } = await world()
    const lacking = missing(recordedBody(name), await call(...asked))
    expect(lacking.filter((place) => !ofItsProject.test(place) && !besides.test(place))).toEqual([])
  })

  test.each([
    ['aspnet-workitem.created', 'workitem.created'],
    ['aspnet-workitem.updated', 'workitem.updated'],
    ['captured-workitem.updated-services', 'workitem.updated'],
    ['aspnet-workitem.commented', 'workitem.commented'],
  ])('an event has the members of %s', async (name, eventType) => {
    const { events } = await world()
    const event = events().find((one) => one.eventType === eventType)
    const lacking = missing(readJson(`webhooks/${name}.json`), event)
    expect(
      lacking.filter((place) => !ofItsProject.test(place) && !place.endsWith('Common.Severity')),
    ).toEqual([])
  })

  test('the kinds of values in an event are those recorded', async () => {
    const { events } = await world()
    const [created, updated] = events()
    const recorded = readJson('webhooks/captured-workitem.updated-services.json')
    const resource = object(recorded['resource'])
    const kinds = (value: JsonObject) =>
      Object.fromEntries(
        ['id', 'workItemId', 'rev', 'revisedDate', 'url'].map((name) => [name, typeof value[name]]),
      )
    expect(kinds(updated.resource)).toEqual(kinds(resource))
    expect(updated.resource.revision.fields['System.CreatedBy']).toMatch(/^.+ <.+@.+>$/)
    expect(typeof created.resource.fields['System.CreatedBy']).toBe('string')
    expect(typeof updated.notificationId).toBe(typeof recorded['notificationId'])
  })
})
