import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { organizationUrl, startAzureDevOps, type AzureDevOpsSimulator } from './index.ts'
import { adding, authorization } from './test-client.ts'

let ado: AzureDevOpsSimulator
beforeAll(async () => {
  ado = await startAzureDevOps({ now: () => new Date('2026-11-22T05:00:00Z') })
})
beforeEach(() => ado.reset())
afterAll(() => ado.close())

const item = '/northwind-cloud/Cloud%20Operations/_workitems/edit/101'

function createItem(title = 'Idle disk') {
  return fetch(`${organizationUrl(ado)}/Cloud%20Operations/_apis/wit/workitems/$Task?api-version=7.1`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json-patch+json' },
    body: JSON.stringify(adding({ 'System.Title': title, 'System.Tags': 'mark' })),
  })
}

async function send(method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' }
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) }
  return fetch(`${ado.url}${path}`, init)
}

function submit(path: string, form: Record<string, string> = {}) {
  return fetch(`${ado.url}${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
}

test('a dropped answer closes the connection, and the work item is there with its marker', async () => {
  ado.faults.rules.push({
    when: { method: 'POST', path: '/*/*/_apis/wit/workitems/$Task' },
    times: 1,
    effect: { commitThenDrop: true },
  })
  await expect(createItem()).rejects.toThrow('fetch failed')
  const issues = await (await send('GET', '/_simulator/issues')).json()
  expect(issues).toMatchObject([
    { id: 101, title: 'Idle disk', tags: ['mark'], deleted: false, comments: [] },
  ])
})

test.each([
  [{ dropBefore: true }, 0],
  [{ commitLateMs: 1 }, 1],
  [{ status: 503 }, 0],
  [{ status: 502, commit: true }, 1],
  [{ html: true }, 0],
  [{ halfJson: true }, 1],
])('%j leaves %i work items', async (effect, count) => {
  ado.faults.rules.push({ times: 1, effect })
  await createItem().catch(() => undefined)
  await ado.settle()
  expect(ado.state.items.size).toBe(count)
})

test('settings change what the account may, and a reset takes everything back', async () => {
  const requiredFields = { Task: [{ referenceName: 'Custom.Team', name: 'Team' }] }
  const set = await send('PATCH', '/_simulator/settings', {
    throttleHint: 5,
    scopes: { workItemsRead: false },
    projects: { 'Cloud Operations': { requiredFields } },
  })
  expect(await set.json()).toMatchObject({ throttleHint: 5, scopes: { workItemsRead: false } })
  expect((await createItem()).status).toBe(400)
  expect((await send('PATCH', '/_simulator/settings', { signIn: 'guess' })).status).toBe(400)
  ado.reset()
  expect((await createItem()).status).toBe(200)
  expect(ado.state.scopes.workItemsRead).toBe(true)
})

test('the pages show work items with everything escaped', async () => {
  await createItem('<script>alert(1)</script>')
  for (const path of [
    '/',
    '/northwind-cloud',
    '/northwind-cloud/Cloud%20Operations',
    item,
    '/hooks',
    '/_simulator',
  ]) {
    const page = await (await send('GET', path)).text()
    expect(page).toContain('Simulated Azure DevOps')
    expect(page).not.toContain('<script>')
  }
  expect((await send('GET', item.replace('101', '999'))).status).toBe(404)
})

test('a person can comment, assign, set the state, move and delete on the pages', async () => {
  await createItem()
  const person = ado.state.people[2]?.id ?? ''
  await submit(`${item}/comment`, { text: 'On it <now>' })
  await submit(`${item}/assign`, { person })
  await submit(`${item}/state`, { state: 'Closed' })
  await submit(`${item}/area`, { area: 'Cloud Operations\\Storage' })
  const [work] = ado.state.items.values()
  expect(work?.fields).toMatchObject({
    'System.State': 'Closed',
    'System.AreaPath': 'Cloud Operations\\Storage',
    'System.AssignedTo': person,
  })
  expect(work?.fields['System.ChangedBy']).not.toBe(ado.state.me.id)
  expect(work?.comments[0]?.text).toBe('<div>On it &lt;now&gt;</div>')
  const moved = await submit(`${item}/move`, { project: 'Data Platform' })
  expect(moved.headers.get('location')).toContain('Data%20Platform/_workitems/edit/101')
  expect((await submit(`${item}/state`, { state: 'Nonsense' })).status).toBe(400)
  await submit(`${item}/delete`)
  expect(ado.state.items.get(101)?.fields['System.IsDeleted']).toBe(true)
  await submit(`${item}/restore`)
  expect(ado.state.items.get(101)?.fields).toMatchObject({
    'System.IsDeleted': false,
    'System.State': 'To Do',
  })
})

test('a button loses the answer to the next creation', async () => {
  await submit('/_simulator/presets', { preset: '0' })
  await expect(createItem()).rejects.toThrow('fetch failed')
  expect(ado.state.items.size).toBe(1)
})

test('a copy keeps the tags, and another made it', async () => {
  await createItem()
  const copied = await submit(`${item}/copy`)
  expect(copied.headers.get('location')).toContain('/102')
  const [first, copy] = [...ado.state.items.values()]
  expect(copy?.fields).toMatchObject({
    'System.Title': 'Idle disk',
    'System.Tags': 'mark',
    'System.State': 'New',
  })
  expect(copy?.fields['System.CreatedBy']).not.toBe(first?.fields['System.CreatedBy'])
  expect(copy?.relations).toMatchObject([{ rel: 'System.LinkTypes.Related' }])
})

test('a person can add a service hook with its credentials', async () => {
  expect((await submit('/hooks', { url: 'nowhere' })).status).toBe(400)
  await submit('/hooks', {
    url: 'https://hub.example/x',
    event: 'workitem.updated',
    username: 'u',
    password: 'p',
    headers: 'X-A: 1',
  })
  expect(ado.state.webhooks).toMatchObject([
    {
      url: 'https://hub.example/x',
      events: ['workitem.updated'],
      username: 'u',
      password: 'p',
      headers: { 'X-A': '1' },
    },
  ])
  expect(await (await send('GET', '/hooks')).text()).not.toContain('>p<')
})
