import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEntry, idsOf } from '../setup/help-desk.ts'
import { addWebhook, notificationsOf, openTicket } from '../setup/notifications.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { jiraConfig, startWorld, type World } from '../setup/world.ts'

let world: World
let connection: string
let project: string
let partnership: Partner
beforeAll(async () => {
  world = await startWorld()
  connection = await world.connectJira()
  project = (await world.api.post('/v1/projects', { key: 'aws', name: 'AWS' })).body.id
  partnership = await partner(world)
  await world.api.post('/v1/alarms', { source: 'noc', rootKey: '1', elementName: 'Router' })
})
afterAll(() => world?.close())

/** What only looks, or whose effect stands in the timeline of what it is done to. */
const leavesNothing = [
  'POST /v1/alarm-rules/preview',
  'POST /v1/alarm-sources/{name}/preview',
  'POST /v1/alarm-sources/{name}/try',
  'POST /v1/connections/test',
  'POST /v1/connections/choices',
  'POST /v1/connections/{id}/test',
  'POST /v1/connections/{id}/sync',
  'POST /v1/connections/{id}/preflight',
  'POST /v1/notifications/preview',
  'POST /v1/operators/{id}/webhooks/{webhookId}/test',
]

/** Proven where people and workspaces are. */
const ofPeople = /\/v1\/(?:members|invitations|workspaces?)\b/u

interface Deed {
  route: string
  action: string
  path?: () => Promise<string> | string
  body?: () => Promise<object> | object
}

const made = async (path: string, body: object): Promise<string> => {
  const { status, body: answer } = await world.api.post(path, body)
  expect([path, status, answer.errors]).toEqual([path, 201, undefined])
  return answer.id
}
const aRule = (name: string) => ({
  name,
  source: 'Nobody',
  ticket: { priority: 'low', attributes: { urgency: 'Low', technicalImpact: 'Low' } },
})
const ruleNamed = (name: string) => made('/v1/alarm-rules', aRule(name))
const template = { method: 'POST', url: 'https://console.example.com/done', headers: [], body: '{}' }
const source = { onClear: 'comment', writeBack: template }
const operator = (name: string) => made('/v1/operators', { name, emails: [] })
const draft = () =>
  made('/v1/connections', {
    provider: 'jira',
    config: jiraConfig(world.jira),
    destination: {},
    activate: false,
  })
const fieldNamed = 'Priority'

/** A notification in a state that fits. */
async function notification(state: 'failed' | 'done'): Promise<string> {
  const theirs = await openTicket(world, partnership)
  const found = await notificationsOf(world, `&ticket=${theirs.alias}`)
  const id = found.find(({ channel }) => channel === 'mail')?.id ?? ''
  await world.database.updateTable('notifications').set({ state }).where('id', '=', id).execute()
  return id
}

async function mapping(kind: 'mappings' | 'type-mappings'): Promise<string> {
  const { body } = await world.api.get(`/v1/instances/${connection}/mappings`)
  const [one] = kind === 'mappings' ? body.fields : body.types
  return `/v1/instances/${connection}/${kind}/${one.id}`
}

const lists = ['types', 'statuses', 'action-types', 'fields', 'customers', 'products']
const entryOf = (list: string, name: string) => ({
  name,
  ...(list === 'statuses' && { category: 'New' }),
  ...(list === 'fields' && { kind: 'text' }),
})
const listDeeds: Deed[] = lists.flatMap((list) => {
  const add = (name: string) => addEntry(world.api, list, entryOf(list, name))
  const path = `/v1/help-desk/${list}`
  return [
    { route: `POST ${path}`, action: `${list}.added`, body: () => entryOf(list, 'First') },
    {
      route: `PATCH ${path}/{id}`,
      action: `${list}.changed`,
      path: async () => `${path}/${await add('Second')}`,
      body: () => ({ name: 'Third' }),
    },
    {
      route: `DELETE ${path}/{id}`,
      action: `${list}.removed`,
      path: async () => `${path}/${await add('Gone')}`,
    },
  ]
})
const versions = async () =>
  `/v1/help-desk/products/${(await idsOf(world.api, 'products'))['First']}/versions`
const version = async (name: string) => `${await versions()}/${await made(await versions(), { name })}`

const deeds: Deed[] = [
  { route: 'POST /v1/projects', action: 'project.saved', body: () => ({ key: 'gcp', name: 'GCP' }) },
  { route: 'POST /v1/tokens', action: 'token.created', body: () => ({ name: 'T', scopes: ['admin'] }) },
  {
    route: 'DELETE /v1/tokens/{id}',
    action: 'token.withdrawn',
    path: async () => `/v1/tokens/${await made('/v1/tokens', { name: 'U', scopes: ['admin'] })}`,
  },
  {
    route: 'POST /v1/connections',
    action: 'connection.created',
    body: () => ({ provider: 'jira', config: jiraConfig(world.jira), destination: {}, activate: false }),
  },
  {
    route: 'PUT /v1/connections/{id}',
    action: 'connection.changed',
    path: () => `/v1/connections/${connection}`,
    body: () => ({ provider: 'jira', config: jiraConfig(world.jira), destination: {} }),
  },
  {
    route: 'DELETE /v1/connections/{id}',
    action: 'connection.draft-deleted',
    path: async () => `/v1/connections/${await draft()}`,
  },
  {
    route: 'PATCH /v1/connections/{id}/settings',
    action: 'connection.settings-changed',
    path: () => `/v1/connections/${connection}/settings`,
    body: () => ({ pollMinutes: 20 }),
  },
  {
    route: 'POST /v1/connections/{id}/resume',
    action: 'connection.resumed',
    path: () => `/v1/connections/${connection}/resume`,
  },
  {
    route: 'POST /v1/connections/{id}/webhook-secret',
    action: 'connection.webhook-secret-renewed',
    path: () => `/v1/connections/${connection}/webhook-secret`,
  },
  {
    route: 'POST /v1/connections/{id}/retention',
    action: 'retention.asked-for',
    path: () => `/v1/connections/${connection}/retention`,
  },
  {
    route: 'PUT /v1/connections/{id}/routes/{project}',
    action: 'route.saved',
    path: () => `/v1/connections/${connection}/routes/${project}`,
    body: () => ({ destination: { project: 'INFRA', issueType: 'Task' } }),
  },
  {
    route: 'DELETE /v1/connections/{id}/routes/{project}',
    action: 'route.removed',
    path: () => `/v1/connections/${connection}/routes/${project}`,
  },
  { route: 'POST /v1/alarm-rules', action: 'alarm-rule.created', body: () => aRule('One') },
  {
    route: 'PUT /v1/alarm-rules/{id}',
    action: 'alarm-rule.changed',
    path: async () => `/v1/alarm-rules/${await ruleNamed('Two')}`,
    body: () => aRule('Two, changed'),
  },
  {
    route: 'POST /v1/alarm-rules/{id}/apply',
    action: 'alarm-rule.applied',
    path: async () => `/v1/alarm-rules/${await ruleNamed('Three')}/apply`,
  },
  {
    route: 'POST /v1/alarm-rules/order',
    action: 'alarm-rule.ordered',
    body: async () => {
      const { body } = await world.api.get('/v1/alarm-rules')
      return { ids: body.items.map(({ id }: { id: string }) => id).toReversed() }
    },
  },
  {
    route: 'DELETE /v1/alarm-rules/{id}',
    action: 'alarm-rule.deleted',
    path: async () => `/v1/alarm-rules/${await ruleNamed('Four')}`,
  },
  {
    route: 'PUT /v1/alarm-sources/{name}',
    action: 'alarm-source.changed',
    path: () => '/v1/alarm-sources/noc',
    body: () => source,
  },
  {
    route: 'POST /v1/alarm-sources/{name}/retry-failed',
    action: 'alarm-source.told-again',
    path: () => '/v1/alarm-sources/noc/retry-failed',
  },
  {
    route: 'POST /v1/alarm-sources/{name}/write-back',
    action: 'alarm-source.told-again',
    path: () => '/v1/alarm-sources/noc/write-back',
  },
  {
    route: 'DELETE /v1/alarm-sources/{name}',
    action: 'alarm-source.removed',
    path: () => '/v1/alarm-sources/noc',
  },
  { route: 'PATCH /v1/desk-settings', action: 'desk.settings-changed', body: () => ({ deskName: 'NOC' }) },
  { route: 'POST /v1/operators', action: 'operator.created', body: () => ({ name: 'A', emails: [] }) },
  {
    route: 'PATCH /v1/operators/{id}',
    action: 'operator.changed',
    path: async () => `/v1/operators/${await operator('B')}`,
    body: () => ({ displayName: 'Bee' }),
  },
  {
    route: 'DELETE /v1/operators/{id}',
    action: 'operator.removed',
    path: async () => `/v1/operators/${await operator('C')}`,
  },
  {
    route: 'POST /v1/operators/{id}/tokens',
    action: 'token.created',
    path: async () => `/v1/operators/${await operator('D')}/tokens`,
    body: () => ({ name: 'api' }),
  },
  {
    route: 'DELETE /v1/operators/{id}/tokens/{tokenId}',
    action: 'token.withdrawn',
    path: async () => {
      const path = `/v1/operators/${await operator('E')}/tokens`
      return `${path}/${await made(path, { name: 'api' })}`
    },
  },
  {
    route: 'POST /v1/operators/{id}/webhooks',
    action: 'operator-webhook.created',
    path: () => `/v1/operators/${partnership.operator.id}/webhooks`,
    body: () => ({ url: 'https://one.example.com/', topics: ['event.added'] }),
  },
  {
    route: 'PATCH /v1/operators/{id}/webhooks/{webhookId}',
    action: 'operator-webhook.changed',
    path: async () => (await addWebhook(world, partnership, { url: 'https://two.example.com/' })).path,
    body: () => ({ isActive: false }),
  },
  {
    route: 'POST /v1/operators/{id}/webhooks/{webhookId}/rotate',
    action: 'operator-webhook.secret-renewed',
    path: async () =>
      `${(await addWebhook(world, partnership, { url: 'https://three.example.com/' })).path}/rotate`,
  },
  {
    route: 'DELETE /v1/operators/{id}/webhooks/{webhookId}',
    action: 'operator-webhook.removed',
    path: async () => (await addWebhook(world, partnership, { url: 'https://four.example.com/' })).path,
  },
  {
    route: 'POST /v1/notifications/{id}/retry',
    action: 'notification.sent-again',
    path: async () => `/v1/notifications/${await notification('failed')}/retry`,
  },
  {
    route: 'POST /v1/notifications/{id}/cancel',
    action: 'notification.given-up',
    path: async () => `/v1/notifications/${await notification('failed')}/cancel`,
  },
  {
    route: 'POST /v1/notifications/{id}/replay',
    action: 'notification.replayed',
    path: async () => {
      const { path } = await addWebhook(world, partnership, { url: 'https://five.example.com/' })
      const id = await notification('done')
      await world.database
        .updateTable('notifications')
        .set({ channel: 'webhook', subscriptionId: path.split('/').at(-1) ?? '' })
        .where('id', '=', id)
        .execute()
      return `/v1/notifications/${id}/replay`
    },
  },
  {
    route: 'POST /v1/notifications/retry',
    action: 'notification.failed-sent-again',
    path: async () => {
      await notification('failed')
      return '/v1/notifications/retry'
    },
    body: () => ({ all: true, channel: 'mail' }),
  },
  ...listDeeds,
  {
    route: 'POST /v1/help-desk/products/{product}/versions',
    action: 'versions.added',
    path: versions,
    body: () => ({ name: '1' }),
  },
  {
    route: 'PATCH /v1/help-desk/products/{product}/versions/{id}',
    action: 'versions.changed',
    path: () => version('2'),
    body: () => ({ name: '2.0' }),
  },
  {
    route: 'DELETE /v1/help-desk/products/{product}/versions/{id}',
    action: 'versions.removed',
    path: () => version('3'),
  },
  {
    route: 'PATCH /v1/instances/{id}',
    action: 'instance.changed',
    path: () => `/v1/instances/${connection}`,
    body: () => ({ settings: { files: false } }),
  },
  {
    route: 'POST /v1/instances/{id}/mappings',
    action: 'mapping.created',
    path: () => `/v1/instances/${connection}/mappings`,
    body: () => ({ hubField: 'priority', fieldName: fieldNamed }),
  },
  {
    route: 'PUT /v1/instances/{id}/mappings/{mappingId}',
    action: 'mapping.changed',
    path: () => mapping('mappings'),
    body: () => ({
      hubField: 'priority',
      fieldName: fieldNamed,
      valuePairs: [{ here: 'high', there: 'Highest' }],
    }),
  },
  {
    route: 'DELETE /v1/instances/{id}/mappings/{mappingId}',
    action: 'mapping.deleted',
    path: () => mapping('mappings'),
  },
  {
    route: 'PUT /v1/instances/{id}/type-mappings',
    action: 'type-mapping.saved',
    path: () => `/v1/instances/${connection}/type-mappings`,
    body: async () => ({ typeId: (await idsOf(world.api, 'types'))['Problem'], issueType: 'Bug' }),
  },
  {
    route: 'DELETE /v1/instances/{id}/type-mappings/{mappingId}',
    action: 'type-mapping.deleted',
    path: () => mapping('type-mappings'),
  },
  {
    route: 'POST /v1/connections/{id}/disconnect',
    action: 'connection.disconnected',
    path: () => `/v1/connections/${connection}/disconnect`,
    body: () => ({ oldTickets: 'stop' }),
  },
]

async function actions(): Promise<Map<string, string>> {
  const { body } = await world.api.get('/v1/audit?limit=200')
  return new Map(body.items.map(({ id, action }: { id: string; action: string }) => [id, action]))
}

test.each(deeds)('$route leaves $action in the record', async ({ route, action, path, body }) => {
  const [method = '', address = ''] = route.split(' ')
  const url = path ? await path() : address
  const sent = body && (await body())
  const before = await actions()
  const answer = await world.api.call(method, url, sent ? { body: sent } : {})
  expect([route, answer.status < 300, answer.body.detail, answer.body.errors]).toEqual([
    route,
    true,
    undefined,
    undefined,
  ])
  const fresh = [...(await actions())].filter(([id]) => !before.has(id)).map(([, one]) => one)
  expect(fresh).toEqual([action])
})

test('No address that changes settings is left out', async () => {
  const { body } = await world.as(undefined).get('/v1/openapi.json')
  type Described = Record<string, Record<string, { 'x-right'?: string }>>
  const changing = Object.entries(body.paths as Described).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method, said]) => method !== 'get' && said['x-right']?.endsWith(':manage'))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  )
  expect(changing.length).toBeGreaterThan(50)
  const proven = new Set([...deeds.map(({ route }) => route), ...leavesNothing])
  expect(changing.filter((route) => !proven.has(route) && !ofPeople.test(route))).toEqual([])
})
