import { afterEach, expect, test } from 'vitest'
import { startReceiver } from '../../ground/test-receiver.ts'
import { newSubscription, organizationUrl, startAzureDevOps, type AzureDevOpsSimulator } from '../index.ts'
import { adding, authorization } from '../test-client.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function world(...statuses: number[]) {
  const ado = await startAzureDevOps({
    webhookRetryDelays: [1, 1],
    random: () => 0.5,
    now: () => new Date('2026-11-22T05:00:00Z'),
  })
  const { url, received, close } = await startReceiver(...statuses)
  open.push(ado.close, close)
  return { ado, url, received, bodies: () => received.map(({ raw }) => JSON.parse(raw)) }
}

async function send(ado: AzureDevOpsSimulator, [method, path, body]: [string, string, unknown?]) {
  const contentType = Array.isArray(body) ? 'application/json-patch+json' : 'application/json'
  await fetch(`${organizationUrl(ado)}${path}`, {
    method,
    headers: { authorization, 'content-type': contentType },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  await ado.settle()
}

const create: [string, string, unknown] = [
  'POST',
  '/Cloud%20Operations/_apis/wit/workitems/$Task',
  adding({ 'System.Title': 'Idle disk', 'System.AssignedTo': 'Mara Lindqvist' }),
]
const start: [string, string, unknown] = [
  'PATCH',
  '/_apis/wit/workitems/101',
  adding({ 'System.State': 'Active', 'System.AssignedTo': '' }),
]

test('an update has the work item in workItemId and its own number in id, the other events the work item in id', async () => {
  const { ado, url, bodies } = await world()
  ado.state.webhooks.push(newSubscription([], { url }))
  await send(ado, create)
  await send(ado, start)
  await send(ado, ['POST', '/Cloud%20Operations/_apis/wit/workItems/101/comments', { text: '<b>Seen</b>' }])
  await send(ado, ['DELETE', '/_apis/wit/workitems/101'])
  const seen = bodies().map(({ eventType, resource }) => [
    eventType,
    resource.id,
    resource.workItemId,
    resource.rev,
  ])
  expect(seen.slice(0, 2)).toEqual([
    ['workitem.created', 101, undefined, 1],
    ['workitem.updated', 2, 101, 2],
  ])
  expect(seen.slice(2, 4)).toContainEqual(['workitem.commented', 101, undefined, 3])
  expect(seen.slice(2, 4)).toContainEqual(['workitem.updated', 3, 101, 3])
  expect(seen[4]).toEqual(['workitem.deleted', 101, undefined, 4])
  expect(bodies()[1].resource.fields).toMatchObject({
    'System.State': { oldValue: 'New', newValue: 'Active' },
    'System.AssignedTo': { oldValue: 'Mara Lindqvist <mara.lindqvist@example.com>' },
    'System.Rev': { oldValue: 1, newValue: 2 },
  })
  const commented = bodies().find(({ eventType }) => eventType === 'workitem.commented')
  expect(commented.resource.fields['System.History']).toBe('<b>Seen</b>')
})

test('a subscription sends its basic authentication and extra headers, and no signature', async () => {
  const { ado, url, received, bodies } = await world()
  const response = await fetch(`${ado.url}/_simulator/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      url,
      username: 'hub',
      password: 'pa:ss',
      headers: { 'X-Hub': 'yes' },
      events: ['workitem.created'],
    }),
  })
  expect(response.status).toBe(201)
  await send(ado, create)
  await send(ado, start)
  const headers = received[0]?.headers ?? {}
  expect(headers.authorization).toBe(`Basic ${Buffer.from('hub:pa:ss').toString('base64')}`)
  expect(headers).toMatchObject({ 'x-hub': 'yes', 'x-vss-subscriptionid': bodies()[0].subscriptionId })
  expect([bodies().length, bodies()[0].notificationId, bodies()[0].publisherId]).toEqual([1, 1, 'tfs'])
  expect(Object.keys(headers).some((name) => name.includes('signature'))).toBe(false)
})

test.each([
  [[503, 504, 200], 3],
  [[502, 408, 503, 503], 3],
  [[500], 1],
  [[429], 1],
])('answers of %j lead to %i tries of the same event', async (statuses, tries) => {
  const { ado, url, bodies } = await world(...statuses)
  ado.state.webhooks.push(newSubscription([], { url }))
  await send(ado, create)
  expect(bodies()).toHaveLength(tries)
  expect(new Set(bodies().map(({ id }) => id)).size).toBe(1)
})

test('an answer of 410 switches the subscription off', async () => {
  const { ado, url, bodies } = await world(410)
  ado.state.webhooks.push(newSubscription([], { url }))
  await send(ado, create)
  await send(ado, start)
  expect(bodies()).toHaveLength(1)
  expect(ado.state.webhooks).toMatchObject([{ status: 'disabledBySystem' }])
})

test('webhook faults apply: an event can be overtaken', async () => {
  const { ado, url, bodies } = await world()
  ado.state.webhooks.push(newSubscription([], { url }))
  ado.faults.webhooks.outOfOrder = 1
  for (const [method, path, body] of [create, start]) {
    await fetch(`${organizationUrl(ado)}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json-patch+json' },
      body: JSON.stringify(body),
    })
  }
  await ado.settle()
  expect(bodies().map(({ eventType }) => eventType)).toEqual(['workitem.updated', 'workitem.created'])
})
