import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectionOf } from '../setup/scene.ts'
import { jiraConfig, startWorld, type World } from '../setup/world.ts'
import { agentScopes } from '../setup/tenants.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const config = (change: object = {}) => ({ ...jiraConfig(world.jira), ...change })
const tryOut = (change: object = {}, more: object = {}) =>
  world.api.post('/v1/connections/test', { provider: 'jira', config: config(change), ...more })
const save = (change: object = {}, destination: object = {}) =>
  world.api.post('/v1/connections', { provider: 'jira', config: config(change), destination })

async function jiraCard() {
  const { body } = await world.api.get('/v1/providers')
  return body.items.find((one: { kind: string }) => one.kind === 'jira')
}

test('A10, A16, A23, A30 · the Jira card asks for URL, e-mail, API token and default project key', async () => {
  const { configFields, title, recordName } = await jiraCard()
  expect([title, recordName]).toEqual(['Jira Cloud', 'Issue'])
  const fields = configFields.map((one: { title: string; type: string }) => [one.title, one.type])
  expect(fields).toEqual([
    ['Edition', 'select'],
    ['Jira URL', 'url'],
    ['Email', 'email'],
    ['Jira User Name', 'text'],
    ['API Token', 'secret'],
    ['Confirm API Token', 'secret'],
    ['Default Project Key', 'text'],
  ])
  expect(configFields[6].example).toBe('INFRA')
})

test('A15, A16 · the card says what a Jira URL looks like and where the token comes from', async () => {
  const { configFields, credentialSteps } = await jiraCard()
  expect(configFields[1].example).toMatch(/^https:\/\/[a-z-]+\.atlassian\.net$/)
  expect(credentialSteps.join('\n')).toMatch(/id\.atlassian\.com.*label/is)
})

test('A19, A20, AX21 · the permission table names creating and reading', async () => {
  const { permissions } = await jiraCard()
  const required = permissions.filter((one: { required: boolean }) => one.required)
  expect(required.map((one: { right: string }) => one.right).sort()).toEqual([
    'Browse Projects',
    'Create Issues',
  ])
})

test('A25, A31 · Test Connection confirms the account, its rights and the projects, and stores nothing', async () => {
  const { status, body } = await tryOut()
  expect([status, body.ok, body.account.name, body.fault]).toEqual([200, true, 'Crosstie', null])
  expect(body.places.map((one: { value: string }) => one.value)).toEqual(['CLOUD', 'DATA', 'INFRA'])
  expect((await world.api.get('/v1/connections')).body.items).toEqual([])
})

test('A68 · wrong credentials are reported as such, with the remedy', async () => {
  const { status, body } = await tryOut({ token: 'expired' })
  expect([status, body.ok, body.fault.kind, body.fault.status]).toEqual([200, false, 'unauthorized', 401])
  expect(body.fault.remedy).toMatch(/credentials.*token.*expired/i)
})

const onEveryCall = [
  {
    title: 'A69 · 403 is reported as insufficient permission',
    effect: { status: 403 },
    kind: 'forbidden',
    remedy: /permission/i,
  },
  {
    title: 'A70 · 404 is reported as a wrong URL',
    effect: { status: 404 },
    kind: 'not-found',
    remedy: /URL/,
  },
  {
    title: 'A login page instead of an answer is reported',
    effect: { html: true },
    kind: 'bad-answer',
    remedy: /check the URL/,
  },
  {
    title: 'An unavailable tracker is reported',
    effect: { status: 503 },
    kind: 'unavailable',
    remedy: /not available/,
  },
]
test.each(onEveryCall)('$title', async ({ effect, kind, remedy }) => {
  world.jira.faults.rules.push({ effect })
  const { body } = await tryOut()
  world.jira.faults.rules.length = 0
  expect([body.ok, body.account, body.fault.kind]).toEqual([false, null, kind])
  expect(body.fault.remedy).toMatch(remedy)
})

test('A71 · a tracker that cannot be reached is reported as a network fault', async () => {
  const { body } = await tryOut({ site: 'https://nowhere.invalid' })
  expect([body.ok, body.fault.kind]).toEqual([false, 'not-sent'])
  expect(body.fault.remedy).toMatch(/Network fault.*firewall/)
})

test('A private address that nobody allowed is not called, and the answer names the setting', async () => {
  const { body } = await tryOut({ site: 'http://127.0.0.1:9' })
  expect([body.ok, body.fault.kind]).toEqual([false, 'refused-address'])
  expect(body.fault.remedy).toMatch(/CROSSTIE_ALLOWED_PRIVATE_HOSTS/)
})

test.each([
  'http://127.0.0.1:9',
  'https://localhost',
  'https://[::ffff:10.0.0.1]',
  'https://169.254.169.254',
  'http://jira.example.com',
])('%s is not stored, not even as a draft', async (site) => {
  for (const activate of [true, false]) {
    const request = { provider: 'jira', config: config({ site }), destination: {}, activate }
    const { status, body } = await world.api.post('/v1/connections', request)
    expect([status, body.errors]).toEqual([
      422,
      [{ field: 'config.site', message: expect.stringContaining('CROSSTIE_ALLOWED_PRIVATE_HOSTS') }],
    ])
  }
})

test.each([
  ['site', 'id.atlassian.com', /your own site/],
  ['site', 'acme', /acme\.atlassian\.net/],
  ['site', 'https://ada:secret-word@acme.atlassian.net', /password/],
  ['site', 'ftp://acme.atlassian.net', /https/],
  ['site', '', /address/],
  ['email', 'ada', /e-mail/],
  ['email', 7, /string/],
  ['token', '', /API token/],
  ['defaultProjectKey', 'infra 1', /INFRA/],
])(
  'A15, A16, A30 · a wrong %s (%j) is refused with its field and what would be right',
  async (field, value, says) => {
    const { status, body } = await tryOut({ [field]: value })
    expect([status, body.errors[0].field]).toEqual([422, `config.${field}`])
    expect(body.errors[0].message).toMatch(says)
    expect(JSON.stringify(body)).not.toContain('secret-word')
  },
)

test('C29 · a token and its confirmation must agree; the confirmation is kept nowhere', async () => {
  const { status, body } = await tryOut({ tokenConfirmation: 'jira-tokem' })
  expect([status, body.errors]).toEqual([
    422,
    [{ field: 'config.tokenConfirmation', message: 'the same as API Token; type both again' }],
  ])
  expect((await tryOut({ tokenConfirmation: 'jira-token' })).body.ok).toBe(true)
})

test('C27 · an e-mail address as the user name of a Server is refused with its field', async () => {
  const change = { edition: 'Server or Data Center', email: undefined, userName: 'ada@acme.example' }
  const { status, body } = await tryOut(change)
  expect([status, body.errors.map(({ field }: { field: string }) => field)]).toEqual([
    422,
    ['config.userName'],
  ])
})

test('AX7, AX8 · a project key that the account cannot see is refused, and nothing is stored', async () => {
  const { body } = await tryOut({ defaultProjectKey: 'INFRO' })
  expect(body.problems).toEqual([{ field: 'project', message: expect.stringMatching(/INFRO.*INFRA/) }])
  const { status, body: saved } = await save({ defaultProjectKey: 'INFRO' })
  expect([status, saved.errors[0].field]).toEqual([422, 'destination.project'])
  expect((await world.api.get('/v1/connections')).body.items).toEqual([])
})

test('A19, AX21 · without Create Issues the connection is not activated, and the answer says how to grant it', async () => {
  world.jira.state.permissions.CREATE_ISSUES = false
  const { status, body } = await save()
  world.jira.state.permissions.CREATE_ISSUES = true
  expect(status).toBe(422)
  expect(body.errors[0].message).toMatch(/Create Issues: .*Permissions/)
})

test('A72 · a failed test says why nothing was saved', async () => {
  const { status, body } = await save({ token: 'wrong' })
  expect([status, body.fault.kind]).toEqual([502, 'unauthorized'])
  expect(body.detail).toMatch(/token/)
  expect((await world.api.get('/v1/connections')).body.items).toEqual([])
})

test('A1, A24, A32, AX8 · Save & Activate makes the card Active, with Task in the default project as its route', async () => {
  const { status, body } = await save({}, { component: 'Compute' })
  expect([status, body.state, body.name]).toEqual([201, 'active', 'Jira Cloud'])
  expect(body.destination).toEqual({ project: 'INFRA', issueType: 'Task', component: 'Compute' })
  expect(body.account.name).toBe('Crosstie')
  const me = await world.api.get('/v1/me')
  expect(me.body.activeConnection).toMatchObject({ id: body.id, provider: 'jira', titleLimit: 255 })
  id = body.id
})

test('A6 · a second provider cannot be activated beside the first', async () => {
  const { status, body } = await save({ defaultProjectKey: 'CLOUD' })
  expect(status).toBe(409)
  expect(body.detail).toMatch(/disconnect/)
  expect((await world.api.get('/v1/connections')).body.items).toHaveLength(1)
})

test('A36, A66, AX16 · the stored configuration is there to pre-fill the form, the token is not', async () => {
  const { config: stored, storedSecrets } = await connectionOf(world, id)
  const { token: _, ...open } = jiraConfig(world.jira)
  expect(stored).toEqual(open)
  expect(storedSecrets).toEqual(['token'])
})

test('A37 · the active connection can be tested again at any time', async () => {
  const { status, body } = await world.api.post(`/v1/connections/${id}/test`)
  expect([status, body.ok]).toEqual([200, true])
})

const update = (change: object, more: object = {}) =>
  world.api.call('PUT', `/v1/connections/${id}`, {
    body: { provider: 'jira', config: config(change), destination: {}, ...more },
  })

test('A66, AX16 · an empty token means unchanged', async () => {
  const { status, body } = await update({ token: '', defaultProjectKey: 'CLOUD' }, { name: 'Our Jira' })
  expect([status, body.state, body.name]).toEqual([200, 'active', 'Our Jira'])
  expect(body.destination.project).toBe('CLOUD')
  const tried = await tryOut({ token: undefined }, { connectionId: id })
  expect(tried.body.ok).toBe(true)
})

test('AX16 · with a stored token, only the field that is wrong is named', async () => {
  const { body } = await update({ token: '', defaultProjectKey: 'infra 1' })
  expect(body.errors.map((one: { field: string }) => one.field)).toEqual(['config.defaultProjectKey'])
})

test('A67 · a rotated token is put in without disconnecting', async () => {
  world.jira.state.token = 'second-token'
  expect((await world.api.post(`/v1/connections/${id}/test`)).body.fault.kind).toBe('unauthorized')
  const { status, body } = await update({ token: 'second-token' })
  expect([status, body.state, body.id]).toEqual([200, 'active', id])
  expect((await world.api.post(`/v1/connections/${id}/test`)).body.ok).toBe(true)
})

test('AX16 · a stored token does not follow to another address', async () => {
  const elsewhere = { site: 'https://evil.example.com', token: '' }
  const { status, body } = await tryOut(elsewhere, { connectionId: id })
  expect([status, body.errors[0].field]).toEqual([422, 'config.token'])
  expect((await update(elsewhere)).status).toBe(422)
  expect((await connectionOf(world, id)).config.site).toBe(world.jira.url)
})

test('A31 · the values of a route are read live from the tracker', async () => {
  const choices = async (field: string, within: object = {}) => {
    const { body } = await world.api.post('/v1/connections/choices', {
      provider: 'jira',
      connectionId: id,
      field,
      within,
    })
    return body.items.map((one: { value: string }) => one.value)
  }
  expect(await choices('project')).toEqual(['CLOUD', 'DATA', 'INFRA'])
  expect(await choices('issueType', { project: 'INFRA' })).toEqual(['Task', 'Bug', 'Story'])
  expect(await choices('component', { project: 'CLOUD' })).toContain('Kubernetes')
  expect(await choices('priority')).toContain('Highest')
})

test('A59, AX14 · the webhook has an address with the connection’s id, and a secret that is shown once', async () => {
  expect((await connectionOf(world, id)).webhook.secretStored).toBe(false)
  const { body } = await world.api.post(`/v1/connections/${id}/webhook-secret`)
  expect(body.url).toBe(`http://hub.example.com/v1/ticket/update/jiraStatus/${id}`)
  expect(body.secret.length).toBeGreaterThan(30)
  const { webhook } = await connectionOf(world, id)
  expect(webhook).toEqual({ url: body.url, secretStored: true, script: null })
  const card = await jiraCard()
  expect(card.webhook.url).toBe('http://hub.example.com/v1/ticket/update/jiraStatus')
  expect(card.webhook.steps.join(' ')).toMatch(/Settings > System > WebHooks/)
})

test('A7 · the connection holds for everybody of the workspace', async () => {
  const { body } = await world.api.post('/v1/tokens', { name: 'Bob', scopes: agentScopes })
  const { body: me } = await world.as(body.token).get('/v1/me')
  expect(me.activeConnection.id).toBe(id)
})
