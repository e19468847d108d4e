import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { startCheckingProxy, type CheckingProxy } from './openapi-proxy.ts'

const contracts = fileURLToPath(new URL('../../../shared/contracts/jira/', import.meta.url))
const present = existsSync(contracts)
const skipped = present ? '' : ` (SKIPPED: no contracts in ${contracts})`

const authorization = `Basic ${Buffer.from('crosstie@example.com:jira-token').toString('base64')}`
const paragraph = (words: string) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })
const doc = (words: string) => ({ type: 'doc', version: 1, content: [paragraph(words)] })
const remoteLink = { globalId: 'crosstie-1', object: { url: 'https://hub.example.com/1', title: 'H-1' } }
const draft = (fields: Record<string, unknown> = {}) => ({
  fields: {
    project: { key: 'CLOUD' },
    issuetype: { name: 'Task' },
    summary: 'Idle disk',
    description: doc('Delete it'),
    labels: ['crosstie:1'],
    components: [{ name: 'AWS' }],
    priority: { name: 'High' },
    ...fields,
  },
  properties: [{ key: 'crosstie', value: { ticket: 't1' } }],
})

describe.skipIf(!present)(`the simulated Jira against Atlassian's description${skipped}`, () => {
  let jira: JiraSimulator
  let proxy: CheckingProxy
  beforeAll(async () => {
    jira = await startJira()
    proxy = await startCheckingProxy({
      description: `${contracts}openapi/jira-cloud-v3.mock.json`,
      target: jira.url,
    })
  })
  beforeEach(() => {
    jira.reset()
    proxy.violations.length = 0
  })
  afterAll(async () => {
    await proxy.close()
    await jira.close()
  })

  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${proxy.url}/rest/api/3${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return response.status
  }

  test.each([
    '/myself',
    '/serverInfo',
    '/mypermissions?permissions=BROWSE_PROJECTS,CREATE_ISSUES,ADD_COMMENTS',
    '/mypermissions?permissions=CREATE_ISSUES&projectKey=CLOUD',
    '/project/search?startAt=0&maxResults=2',
    '/project/search?query=cloud&action=create',
    '/project/CLOUD',
    '/project/CLOUD/components',
    '/issue/createmeta/CLOUD/issuetypes?maxResults=50',
    '/issue/createmeta/CLOUD/issuetypes/10003?maxResults=200',
    '/priority/search?maxResults=50',
    '/status',
    '/user/search?query=mara',
    '/field',
    '/user/assignable/search?project=CLOUD',
  ])('GET %s agrees', async (path) => {
    expect(await call('GET', path)).toBe(200)
    expect(proxy.violations).toEqual([])
  })

  test('an issue lives its whole life in agreement', async () => {
    const steps: [number, string, string, unknown?][] = [
      [201, 'POST', '/issue', draft()],
      [200, 'GET', '/issue/CLOUD-1?properties=*all&expand=transitions,renderedFields'],
      [200, 'GET', '/issue/CLOUD-1?fields=summary,status&fields=labels'],
      [201, 'POST', '/issue/CLOUD-1/comment', { body: doc('Seen'), properties: [{ key: 'k', value: 1 }] }],
      [200, 'GET', '/issue/CLOUD-1/comment?expand=properties&orderBy=-created'],
      [201, 'PUT', '/issue/CLOUD-1/properties/other', { a: 1 }],
      [200, 'GET', '/issue/CLOUD-1/properties/other'],
      [200, 'GET', '/issue/CLOUD-1/properties'],
      [200, 'GET', '/issue/CLOUD-1/transitions?expand=transitions.fields'],
      [204, 'POST', '/issue/CLOUD-1/transitions', { transition: { id: '41' } }],
      [204, 'PUT', '/issue/CLOUD-1', { update: { labels: [{ add: 'seen' }] } }],
      [204, 'PUT', '/issue/CLOUD-1/assignee', { accountId: jira.state.people[1]?.accountId }],
      [200, 'POST', '/issue/bulkfetch', { issueIdsOrKeys: ['CLOUD-1', 'CLOUD-2'], properties: ['crosstie'] }],
      [200, 'POST', '/search/jql', { jql: 'project = CLOUD', fields: ['*all'], reconcileIssues: [10_101] }],
      [200, 'GET', '/search/jql?jql=labels%3D%22crosstie%3A1%22&maxResults=1&properties=crosstie'],
      [201, 'POST', '/issue/CLOUD-1/remotelink', remoteLink],
      [200, 'POST', '/issue/CLOUD-1/remotelink', remoteLink],
      [204, 'DELETE', '/issue/CLOUD-1/remotelink?globalId=crosstie-1'],
      [404, 'DELETE', '/issue/CLOUD-1/remotelink?globalId=crosstie-1'],
      [204, 'DELETE', '/issue/CLOUD-1'],
    ]
    for (const [status, method, path, body] of steps) {
      expect([method, path, await call(method, path, body)]).toEqual([method, path, status])
    }
    expect(proxy.violations).toEqual([])
  })

  test.each<[number, string, string, unknown]>([
    [400, 'POST', '/issue', draft({ summary: 'a\nb', labels: ['a b'] })],
    [400, 'POST', '/issue', draft({ project: { key: 'NOPE' } })],
    [400, 'POST', '/search/jql', { jql: 'colour = red' }],
    [400, 'GET', '/mypermissions?permissions=', undefined],
    [404, 'GET', '/issue/CLOUD-99', undefined],
    [404, 'POST', '/issue/CLOUD-99/comment', { body: doc('x') }],
    [404, 'GET', '/project/NOPE', undefined],
    [404, 'GET', '/mypermissions?permissions=CREATE_ISSUES&projectKey=NOPE', undefined],
  ])('the refusal %i of %s %s agrees', async (status, ...request) => {
    expect(await call(...request)).toBe(status)
    expect(proxy.violations).toEqual([])
  })

  test.each(['/myself', '/issue/CLOUD-1', '/mypermissions?permissions=CREATE_ISSUES', '/status'])(
    'the 401 of GET %s agrees',
    async (path) => {
      jira.state.token = 'changed'
      expect(await call('GET', path)).toBe(401)
      expect(proxy.violations).toEqual([])
    },
  )

  test('a creation without the permission is refused in agreement', async () => {
    jira.state.permissions.CREATE_ISSUES = false
    expect(await call('POST', '/issue', draft())).toBe(403)
    expect(proxy.violations).toEqual([])
  })

  test('an answer that is dropped by the target is dropped by the proxy', async () => {
    jira.faults.rules.push({ times: 1, effect: { commitThenDrop: true } })
    await expect(call('POST', '/issue', draft())).rejects.toThrow('fetch failed')
    expect(jira.state.issues.size).toBe(1)
  })

  test('the check itself notices foreign members, nulls, broken bodies and wrong requests', async () => {
    jira.faults.rules.push({ times: 1, effect: { unknownMembers: true } })
    await call('GET', '/myself')
    jira.faults.rules.push({ times: 1, effect: { nulls: true } })
    await call('GET', '/project/CLOUD')
    jira.faults.rules.push({ times: 1, effect: { halfJson: true } })
    await call('GET', '/status')
    await call('POST', '/issue/bulkfetch', { ids: ['1'] })
    await call('GET', '/status?colour=red')
    await call('GET', '/nothing')
    const places = [
      'GET /rest/api/3/myself → 200: body',
      'GET /rest/api/3/project/CLOUD → 200: body',
      'not JSON',
    ]
    places.push('issueIdsOrKeys', '"colour"', 'not in the description')
    for (const place of places) expect(proxy.violations.join('\n')).toContain(place)
  })
})

describe.skipIf(!present)(`the simulated Jira's webhooks against recorded ones${skipped}`, () => {
  const open: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of open.splice(0)) await close()
  })

  interface Body {
    issue: { fields: Record<string, unknown> }
    changelog?: { items: Record<string, unknown>[] }
    [name: string]: unknown
  }

  function recorded(name: string): Body {
    return JSON.parse(readFileSync(`${contracts}webhooks/${name}.json`, 'utf8'))
  }

  async function received(): Promise<Body[]> {
    const bodies: Body[] = []
    const server = createServer((request, response) => {
      void text(request).then((raw) => {
        bodies.push(JSON.parse(raw))
        response.end()
      })
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const jira = await startJira()
    open.push(jira.close, async () => server.close())
    jira.state.webhooks.push({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    const steps: [string, string, unknown?][] = [
      ['POST', '/issue', draft()],
      ['POST', '/issue/CLOUD-1/transitions', { transition: { id: '41' } }],
      ['PUT', '/issue/CLOUD-1/assignee', { accountId: jira.state.people[1]?.accountId }],
      ['POST', '/issue/CLOUD-1/comment', { body: doc('Seen') }],
      ['DELETE', '/issue/CLOUD-1'],
    ]
    for (const [method, path, body] of steps) {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      await fetch(`${jira.url}/rest/api/3${path}`, { method, headers: { authorization }, ...sent })
      await jira.settle()
    }
    return bodies
  }

  test('bodies have the members of recorded bodies', async () => {
    const names = [
      'issue-created',
      'issue-updated-resolved',
      'issue-updated-assigned',
      'cloud-comment-created',
    ]
    const templates = [...names, 'issue-deleted'].map((name) => recorded(`webhook-${name}`))
    const bodies = await received()
    expect(bodies.map((body) => [body['webhookEvent'], body['issue_event_type_name']])).toEqual(
      templates.map((body) => [body['webhookEvent'], body['issue_event_type_name']]),
    )
    for (const [place, body] of bodies.entries()) {
      const template = templates[place]
      expect(Object.keys(body).sort()).toEqual(Object.keys(template ?? {}).sort())
      expect(Object.keys(body.changelog?.items[0] ?? {})).toEqual(
        Object.keys(template?.changelog?.items[0] ?? {}),
      )
    }
    expect(Object.keys(bodies[3]?.issue.fields ?? {}).sort()).toEqual(
      Object.keys(templates[3]?.issue.fields ?? {}).sort(),
    )
    const [, resolved] = templates
    expect(bodies[1]?.changelog?.items.map(({ field }) => field)).toEqual(
      resolved?.changelog?.items.map(({ field }) => field),
    )
  })

  test('descriptions and comments are plain text, as recorded', async () => {
    const [created, , , comment] = await received()
    expect(created?.issue.fields['description']).toBe('Delete it')
    expect(comment?.['comment']).toMatchObject({ body: 'Seen', jsdPublic: true })
  })
})
