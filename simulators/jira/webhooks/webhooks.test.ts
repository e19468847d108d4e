import { createHmac } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { startReceiver } from '../../ground/test-receiver.ts'
import { plainDocument } from '../adf/model.ts'
import { startJira, type JiraSimulator } from '../index.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

interface Body {
  webhookEvent: string
  issue: { key: string; fields: Record<string, unknown> }
  [name: string]: unknown
}

async function receiver(...statuses: number[]) {
  const { url, received, close } = await startReceiver(...statuses)
  open.push(close)
  return {
    url,
    received: () =>
      received.map(({ headers, raw }) => ({
        identifier: headers['x-atlassian-webhook-identifier'],
        signature: headers['x-hub-signature'],
        raw,
        body: JSON.parse(raw) as Body,
      })),
  }
}

async function jira() {
  const simulator = await startJira({ webhookRetryDelays: [1, 1], random: () => 0.5 })
  open.push(simulator.close)
  return simulator
}

async function post({ url }: JiraSimulator, path: string, body: unknown) {
  const authorization = `Basic ${Buffer.from('crosstie@example.com:jira-token').toString('base64')}`
  await fetch(`${url}/rest/api/3${path}`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify(body),
  })
}

const create = (simulator: JiraSimulator) =>
  post(simulator, '/issue', {
    fields: {
      project: { key: 'CLOUD' },
      issuetype: { name: 'Task' },
      summary: 'Idle disk',
      description: plainDocument('Delete'),
    },
  })
const comment = (simulator: JiraSimulator) =>
  post(simulator, '/issue/CLOUD-1/comment', { body: plainDocument('Seen') })

test('events are posted in order, signed over the raw body', async () => {
  const simulator = await jira()
  const { url, received } = await receiver()
  simulator.state.webhooks.push({ url, secret: 's3cret' })
  await create(simulator)
  await simulator.settle()
  await post(simulator, '/issue/CLOUD-1/transitions', { transition: { id: '11' } })
  await simulator.settle()
  await comment(simulator)
  await simulator.settle()
  expect(received().map(({ body }) => body.webhookEvent)).toEqual([
    'jira:issue_created',
    'jira:issue_updated',
    'comment_created',
  ])
  const [created, updated] = received()
  const signature = createHmac('sha256', 's3cret')
    .update(created?.raw ?? '')
    .digest('hex')
  expect(created?.signature).toBe(`sha256=${signature}`)
  expect(created?.body.issue.fields['description']).toBe('Delete')
  expect(updated?.body).toMatchObject({
    issue_event_type_name: 'issue_generic',
    changelog: { items: [{ field: 'status', fromString: 'To Do', toString: 'In Progress' }] },
  })
})

test('only events that were asked for are posted', async () => {
  const simulator = await jira()
  const { url, received } = await receiver()
  simulator.state.webhooks.push({ url, events: ['comment_created'] })
  await create(simulator)
  await comment(simulator)
  await simulator.settle()
  expect(received().map(({ body }) => body.webhookEvent)).toEqual(['comment_created'])
})

test.each([
  [[503, 429, 200], 3],
  [[503, 503, 503, 503], 3],
  [[400], 1],
])('answers of %j lead to %i tries with the same identifier', async (statuses, tries) => {
  const simulator = await jira()
  const { url, received } = await receiver(...statuses)
  simulator.state.webhooks.push({ url })
  await create(simulator)
  await simulator.settle()
  expect(received()).toHaveLength(tries)
  expect(new Set(received().map(({ identifier }) => identifier)).size).toBe(1)
})

test.each([
  [{ drop: 1 }, []],
  [{ duplicate: 1 }, ['jira:issue_created', 'jira:issue_created', 'comment_created', 'comment_created']],
  [{ outOfOrder: 1 }, ['comment_created', 'jira:issue_created']],
  [{ lateMs: 1 }, ['jira:issue_created', 'comment_created']],
])('with %j the events arrive as %j', async (faults, events) => {
  const simulator = await jira()
  const { url, received } = await receiver()
  simulator.state.webhooks.push({ url })
  Object.assign(simulator.faults.webhooks, faults)
  await create(simulator)
  if (!('outOfOrder' in faults)) await simulator.settle()
  await comment(simulator)
  await simulator.settle()
  expect(received().map(({ body }) => body.webhookEvent)).toEqual(events)
})
