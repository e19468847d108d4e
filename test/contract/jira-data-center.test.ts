import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { startReceiver } from '../../simulators/ground/test-receiver.ts'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { createHttpClient } from '../../src/providers/http.ts'
import { jira as provider } from '../../src/providers/jira/index.ts'
import { startCheckingProxy, type CheckingProxy } from './openapi-proxy.ts'

const description = fileURLToPath(
  new URL('../../../shared/contracts/jira/openapi/jira-dc-10.3.mock.json', import.meta.url),
)
const present = existsSync(description)
const skipped = present ? '' : ` (SKIPPED: no ${description})`

/**
 * Where the description is wrong, as recorded answers and Atlassian’s own examples show: a property’s value is any JSON,
 * and components and people are lists.
 */
const knownDefects = [
  /properties\/\d+\/value must be string/,
  /GET \S+\/components → 200: body must be object/,
  /GET \S+\/user\/search → 200: body must be object/,
  /\/properties\/\w+ → 200: body\/value must be string/,
  /PUT \S+\/properties\/\w+: request/,
]
const agreed = ({ violations }: CheckingProxy) =>
  violations.filter((violation) => !knownDefects.some((defect) => defect.test(violation)))

const remoteLink = { globalId: 'crosstie-1', object: { url: 'https://hub.example.com/1', title: 'H-1' } }

/** What Jira tells an address that listens while somebody works. */
async function told(version: string) {
  const receiver = await startReceiver()
  const jira = await startJira({ edition: 'server', webhookRetryDelays: [] })
  onTestFinished(async () => {
    await jira.close()
    await receiver.close()
  })
  jira.state.version = version
  jira.state.webhooks.push({ url: receiver.url, secret: 'secret' })
  const headers = { authorization: 'Bearer jira-token' }
  const fields = { project: { key: 'CLOUD' }, issuetype: { name: 'Task' }, summary: 'x', description: '*x*' }
  const steps: [string, unknown][] = [
    ['/issue', { fields }],
    ['/issue/CLOUD-1/transitions', { transition: { id: '41' } }],
    ['/issue/CLOUD-1/comment', { body: '_Seen_' }],
  ]
  for (const [path, body] of steps) {
    await fetch(`${jira.url}/rest/api/2${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    await jira.settle()
  }
  return receiver.received.map(({ headers: sent, raw }) => ({ headers: sent, body: JSON.parse(raw) }))
}

describe.skipIf(!present)('Webhooks of the simulated Data Center', () => {
  const recorded = (name: string) =>
    JSON.parse(
      readFileSync(new URL(`../webhooks/webhook-server-${name}.json`, pathToFileURL(description)), 'utf8'),
    )

  test('have the members of recorded ones; a comment comes twice, once without its issue', async () => {
    const bodies = (await told('10.3.1')).map(({ body }) => body)
    expect(bodies.map((body) => [body.webhookEvent, body.issue_event_type_name])).toEqual([
      ['jira:issue_created', 'issue_created'],
      ['jira:issue_updated', 'issue_generic'],
      ['comment_created', undefined],
      ['jira:issue_updated', 'issue_commented'],
    ])
    const names = ['issue-updated-closed', 'comment-created', 'issue-updated-commented-1']
    for (const [place, name] of names.entries()) {
      const template = recorded(name)
      const body = bodies[place + 1]
      expect(Object.keys(body).toSorted()).toEqual(Object.keys(template).toSorted())
      expect(Object.keys(body.comment ?? {}).toSorted()).toEqual(
        Object.keys(template.comment ?? {}).toSorted(),
      )
      expect(Object.keys(body.user ?? {}).toSorted()).toEqual(Object.keys(template.user ?? {}).toSorted())
    }
    expect([bodies[0].issue.fields.description, bodies[2].comment.body]).toEqual(['*x*', '_Seen_'])
  })

  test('are signed since version 10', async () => {
    const signed = async (version: string) =>
      (await told(version)).map(({ headers }) => 'x-hub-signature' in headers)
    expect(await signed('10.3.1')).toEqual([true, true, true, true])
    expect(await signed('9.17.0')).toEqual([false, false, false, false])
  })
})

describe.skipIf(!present)(`Jira Data Center against Atlassian's description${skipped}`, () => {
  let jira: JiraSimulator
  let proxy: CheckingProxy
  beforeAll(async () => {
    jira = await startJira({ edition: 'server' })
    proxy = await startCheckingProxy({ description, target: jira.url, prefix: '/rest' })
  })
  beforeEach(() => {
    jira.reset()
    proxy.violations.length = 0
  })
  afterAll(async () => {
    await proxy?.close()
    await jira?.close()
  })

  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${proxy.url}/rest/api/2${path}`, {
      method,
      headers: {
        authorization: 'Bearer jira-token',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return response.status
  }

  const fields = {
    project: { key: 'CLOUD' },
    issuetype: { name: 'Task' },
    summary: 'Idle disk',
    description: 'Delete *it*',
    labels: ['crosstie:1'],
    components: [{ name: 'AWS' }],
    priority: { name: 'High' },
  }

  test.each([
    '/myself',
    '/serverInfo',
    '/configuration',
    '/mypermissions',
    '/mypermissions?projectKey=CLOUD',
    '/project',
    '/project/CLOUD',
    '/project/CLOUD/components',
    '/issue/createmeta/CLOUD/issuetypes?startAt=0&maxResults=50',
    '/issue/createmeta/CLOUD/issuetypes/10003?maxResults=200',
    '/priority',
    '/field',
    '/user/search?username=mara',
    '/status',
    '/search?jql=project%3DCLOUD',
  ])('GET %s agrees', async (path) => {
    expect(await call('GET', path)).toBe(200)
    expect(agreed(proxy)).toEqual([])
  })

  test('an issue lives its whole life in agreement', async () => {
    const mara = jira.state.people[1]?.userName
    const property = { key: 'crosstie', value: { ticket: 't1' } }
    const steps: [number, string, string, unknown?][] = [
      [201, 'POST', '/issue', { fields, properties: [property] }],
      [200, 'GET', '/issue/CLOUD-1?properties=crosstie&expand=transitions'],
      [200, 'GET', '/issue/CLOUD-1?fields=summary,status'],
      [201, 'POST', '/issue/CLOUD-1/comment', { body: 'Seen', properties: [property] }],
      [200, 'GET', '/issue/CLOUD-1/comment?expand=properties&orderBy=-created'],
      [201, 'PUT', '/issue/CLOUD-1/properties/other', { a: 1 }],
      [200, 'GET', '/issue/CLOUD-1/properties/other'],
      [200, 'GET', '/issue/CLOUD-1/transitions'],
      [204, 'POST', '/issue/CLOUD-1/transitions', { transition: { id: '41' } }],
      [204, 'PUT', '/issue/CLOUD-1', { fields: { summary: 'Seen' } }],
      [204, 'PUT', '/issue/CLOUD-1/assignee', { name: mara }],
      [200, 'POST', '/search', { jql: 'project = CLOUD', fields: ['*all'], startAt: 0, maxResults: 10 }],
      [200, 'POST', '/issue/CLOUD-1/remotelink', remoteLink],
      [204, 'DELETE', '/issue/CLOUD-1/remotelink?globalId=crosstie-1'],
      [400, 'POST', '/search', { jql: 'colour = red' }],
      [400, 'POST', '/issue', { fields: { ...fields, summary: '' } }],
      [404, 'GET', '/issue/CLOUD-99'],
      [204, 'DELETE', '/issue/CLOUD-1'],
    ]
    for (const [status, method, path, body] of steps) {
      expect([method, path, await call(method, path, body)]).toEqual([method, path, status])
    }
    expect(agreed(proxy)).toEqual([])
  })

  test('what only Cloud has is not there', async () => {
    const cloudOnly: [string, string][] = [
      ['GET', '/project/search'],
      ['GET', '/priority/search'],
      ['POST', '/issue/bulkfetch'],
      ['POST', '/search/jql'],
    ]
    for (const [method, path] of cloudOnly) {
      expect([
        path,
        [404, 405].includes(await call(method, path, method === 'POST' ? {} : undefined)),
      ]).toEqual([path, true])
    }
  })

  test('everything that the provider sends and is answered agrees', async () => {
    const http = createHttpClient({ allowedPrivateHosts: [new URL(proxy.url).host] })
    const config = {
      edition: 'Server or Data Center',
      site: proxy.url,
      token: 'jira-token',
      defaultProjectKey: 'INFRA',
    }
    const tracker = provider.connect(provider.config.parse(config), { http, now: () => new Date() })
    const destination = { project: 'INFRA', issueType: 'Task', component: 'Network' }
    const { anchor, problems } = await tracker.check(destination)
    expect(problems).toEqual([])
    for (const field of ['project', 'issueType', 'component', 'priority'])
      expect(await tracker.choices(field, destination)).not.toEqual([])
    const draft = {
      title: 'Through the description',
      description: 'First *paragraph*.\n\nSecond one, with {braces} & emoji 🙂.',
      priority: 'High',
      facts: [{ label: 'Resource', value: 'i-1' }],
      backlink: { label: 'CT-1 in Crosstie', url: 'https://hub.example.com/tickets/CT-1' },
    }
    const issue = await tracker.create(draft, destination, 'marker1')
    expect(await tracker.find('marker1', anchor)).toMatchObject({ outcome: 'found', issue: { id: issue.id } })
    expect(await tracker.find('marker2', anchor)).toMatchObject({ outcome: 'absent' })
    expect(await tracker.read([issue.id, '999999'])).toMatchObject({
      issues: [{ key: issue.key }],
      gone: ['999999'],
    })
    const comment = { text: 'Hello', author: 'Ada', marker: 'marker3' }
    const { id } = await tracker.comment(issue.id, { ...comment, again: false })
    expect(await tracker.comment(issue.id, { ...comment, again: true })).toEqual({ id })
    const changes = []
    for await (const page of tracker.changes({ since: new Date(Date.now() - 60_000) }))
      changes.push(...page.changes)
    expect(changes.map((change) => change.issueId)).toContain(issue.id)
    expect(agreed(proxy)).toEqual([])
    await http.close()
  })
})
