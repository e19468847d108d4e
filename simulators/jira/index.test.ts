import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from './index.ts'

let jira: JiraSimulator
beforeAll(async () => {
  jira = await startJira({ now: () => new Date('2026-11-22T05:00:00Z') })
})
beforeEach(() => jira.reset())
afterAll(() => jira.close())

const authorization = `Basic ${Buffer.from('crosstie@example.com:jira-token').toString('base64')}`

async function createIssue(summary = 'Idle disk') {
  const fields = { project: { key: 'CLOUD' }, issuetype: { name: 'Task' }, summary, labels: ['mark'] }
  const body = JSON.stringify({ fields, properties: [{ key: 'p', value: 1 }] })
  return fetch(`${jira.url}/rest/api/3/issue`, { method: 'POST', headers: { authorization }, body })
}

async function send(method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' }
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) }
  return fetch(`${jira.url}${path}`, init)
}

function submit(path: string, form: Record<string, string>) {
  return fetch(`${jira.url}${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
}

test('a dropped answer closes the connection, and the issue is there', async () => {
  await send('PUT', '/_simulator/faults', { rules: [{ times: 1, effect: { commitThenDrop: true } }] })
  await expect(createIssue()).rejects.toThrow('fetch failed')
  const issues = await (await send('GET', '/_simulator/issues')).json()
  expect(issues).toMatchObject([{ key: 'CLOUD-1', labels: ['mark'], properties: { p: 1 }, project: 'CLOUD' }])
})

test('a late commit shows after settling', async () => {
  jira.faults.rules.push({ times: 1, effect: { commitLateMs: 1 } })
  await expect(createIssue()).rejects.toThrow('fetch failed')
  await jira.settle()
  expect(jira.state.issues.size).toBe(1)
})

test('switches are set in place, and a mistyped one is refused', async () => {
  const set = await send('PUT', '/_simulator/faults', { indexLagMs: 10 })
  expect(await set.json()).toEqual(jira.faults)
  expect(jira.faults.indexLagMs).toBe(10)
  expect((await send('PUT', '/_simulator/faults', { lag: 10 })).status).toBe(400)
})

test('webhooks and settings can be changed over HTTP, and a reset takes everything back', async () => {
  await send('POST', '/_simulator/webhooks', { url: 'http://127.0.0.1:9/hook', secret: 's' })
  expect(jira.state.webhooks).toHaveLength(1)
  await send('PATCH', '/_simulator/settings', {
    projects: { CLOUD: { permissions: { CREATE_ISSUES: false } } },
  })
  expect((await createIssue()).status).toBe(403)
  expect(await (await send('GET', '/_simulator/calls')).json()).toHaveLength(1)
  expect((await send('POST', '/_simulator/reset')).status).toBe(204)
  expect([jira.state.webhooks.length, jira.calls.length]).toEqual([0, 0])
  expect((await createIssue()).status).toBe(201)
})

test('the pages show issues with everything escaped', async () => {
  await createIssue('<script>alert(1)</script>')
  for (const path of ['/', '/?project=CLOUD', '/browse/CLOUD-1', '/_simulator']) {
    const page = await (await send('GET', path)).text()
    expect(page).toContain('Simulated Jira')
    expect(page).not.toContain('<script>')
  }
  expect((await send('GET', '/browse/NO-1')).status).toBe(404)
})

test('a person can comment, assign, transition, move and delete on the pages', async () => {
  await createIssue()
  const person = jira.state.people[2]?.accountId ?? ''
  await submit('/browse/CLOUD-1/comment', { text: 'On it' })
  await submit('/browse/CLOUD-1/assign', { assignee: person })
  await submit('/browse/CLOUD-1/transition', { transition: '51' })
  const moved = await submit('/browse/CLOUD-1/move', { project: 'DATA' })
  expect(moved.headers.get('location')).toBe('/browse/DATA-1')
  const [issue] = jira.state.issues.values()
  expect(issue).toMatchObject({ key: 'DATA-1', assigneeId: person, statusId: '6', comments: [{}] })
  expect(issue?.comments[0]?.authorId).not.toBe(jira.state.me.accountId)
  expect((await submit('/browse/DATA-1/transition', { transition: '11' })).status).toBe(400)
  expect((await submit('/browse/DATA-1/delete', {})).headers.get('location')).toBe('/')
  expect(jira.state.issues.size).toBe(0)
})

test('a person can set a fault with a button, as JSON, and switch everything off', async () => {
  await submit('/_simulator/presets', { preset: '0' })
  expect(jira.faults.rules).toHaveLength(1)
  await submit('/_simulator', { faults: '{"indexLagMs": 60000}' })
  expect(jira.faults).toMatchObject({ rules: [], indexLagMs: 60_000 })
  expect((await submit('/_simulator', { faults: '{' })).status).toBe(400)
  await submit('/_simulator', { clear: 'yes', faults: '{}' })
  expect(jira.faults.indexLagMs).toBe(0)
})
