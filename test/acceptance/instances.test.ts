import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import {
  act,
  actionsOf,
  deskEntry,
  deskTicket,
  freshName,
  linkedTicket,
  linkTo,
  pollNow,
  readDesk,
  setInstance,
} from '../setup/desk.ts'
import { issuesOf, logOf } from '../setup/scene.ts'
import { jiraConfig, startWorld, type World } from '../setup/world.ts'

let world: World
let other: JiraSimulator
let first: string
let second: string
beforeAll(async () => {
  other = await startJira({ edition: 'server' })
  world = await startWorld({ alsoAllowed: [new URL(other.url).host] })
  first = await world.connectJira()
  await setInstance(world, first, { defaultProjectKey: 'INFRA' })
  const { status, body } = await world.api.post('/v1/connections', serverInstance('Data centre'))
  expect(status, JSON.stringify(body)).toBe(201)
  second = body.id
})
afterAll(async () => {
  await world?.close()
  await other?.close()
})

const serverInstance = (name: string) => ({
  provider: 'jira',
  name,
  asInstance: true,
  config: {
    edition: 'Server or Data Center',
    site: other.url,
    userName: 'crosstie',
    token: 'jira-password',
    defaultProjectKey: 'INFRA',
  },
  destination: {},
})

const push = (id: string) => world.api.post(`/v1/support-tickets/${id}/issue`, { new: true })
const instance = async (id: string) => (await world.api.get(`/v1/instances/${id}`)).body

test('C22, C24 · several instances of one provider are in use at once; the first one is “Default” and keeps its name', async () => {
  const { body } = await world.api.get('/v1/instances')
  expect(body.items).toMatchObject([
    { id: first, name: 'Default', primary: true, active: true },
    { id: second, name: 'Data centre', primary: false, active: true },
  ])
  expect((await world.api.patch(`/v1/instances/${first}`, { name: 'Main' })).body.errors).toMatchObject([
    { field: 'name' },
  ])
  expect((await world.api.patch(`/v1/instances/${second}`, { name: ' ' })).status).toBe(422)
  expect((await world.api.patch(`/v1/instances/${second}`, { name: 'default' })).body.errors).toMatchObject([
    { field: 'name' },
  ])
  const renamed = await world.api.patch(`/v1/instances/${second}`, { name: 'Works’ Jira' })
  expect(renamed.body).toMatchObject({ name: 'Works’ Jira' })
})

test.each(['Default', 'default', '', undefined, 'Works’ Jira'])(
  'C24 · a further instance is not connected under the name “%s”',
  async (name) => {
    const { status, body } = await world.api.post('/v1/connections', { ...serverInstance('x'), name })
    expect([400, 422]).toContain(status)
    expect(JSON.stringify(body.errors)).toContain('"name"')
  },
)

test('C39 · what two administrators save at the same time stays, both of it', async () => {
  const path = `/v1/instances/${second}`
  const save = (settings: object) => world.api.patch(path, { settings })
  const answers = await Promise.all([
    save({ files: true }),
    save({ pushInternal: true }),
    world.api.patch(`/v1/connections/${second}/settings`, { pollMinutes: 7 }),
    save({ includeNonRequired: false }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const { settings } = await instance(second)
  expect(settings).toMatchObject({ files: true, pushInternal: true, includeNonRequired: false })
  await save({ files: false, pushInternal: false, includeNonRequired: true })
  const { body } = await world.api.get('/v1/connections')
  const connection = body.items.find(({ id }: { id: string }) => id === second)
  expect(connection.settings.pollMinutes).toBe(7)
})

test('Findings’ tickets go on to the primary connection, and only one of those may be active', async () => {
  expect((await world.api.get('/v1/me')).body.activeConnection.id).toBe(first)
  const answer = await world.api.post('/v1/connections', {
    provider: 'jira',
    config: jiraConfig(world.jira),
    destination: {},
  })
  expect(answer.status).toBe(409)
})

test('C23, CX7 · with several instances the product has to name one, else nothing is created; a version may name another', async () => {
  const nowhere = await deskTicket(world)
  const refused = await push(nowhere.id)
  expect(refused.status).toBe(409)
  expect(refused.body.detail).toContain('several Jira instances')
  const product = await deskEntry(world, 'products', {
    name: freshName('Pump'),
    projectKey: 'CLOUD',
    instanceId: second,
  })
  const there = await deskTicket(world, { productId: product })
  expect((await push(there.id)).status).toBe(200)
  await world.drain()
  expect((await readDesk(world, there.id)).link).toMatchObject({ connectionId: second })
  expect([...other.state.issues.values()].map(({ summary }) => summary)).toContain(there.title)
  const version = await deskEntry(world, `products/${product}/versions`, {
    name: '2.0',
    projectKey: 'INFRA',
    instanceId: first,
  })
  const here = await deskTicket(world, { productId: product, versionId: version })
  expect((await push(here.id)).status).toBe(200)
  await world.drain()
  expect((await readDesk(world, here.id)).link).toMatchObject({ connectionId: first })
  expect(issuesOf(world, here.title)).toHaveLength(1)
})

test('C15, C11 · a Data Center gets wiki text and its comments come back as Markdown', async () => {
  const product = await deskEntry(world, 'products', {
    name: freshName('Valve'),
    projectKey: 'INFRA',
    instanceId: second,
  })
  const ticket = await deskTicket(world, { productId: product, description: 'It is **loud**.' })
  await push(ticket.id)
  await world.drain()
  const { link } = await readDesk(world, ticket.id)
  await act(world, ticket.id, 'Try *this*: `reset`')
  await world.drain()
  other.team.comment(link.issueKey, 'We *did* it: {{done}}')
  await pollNow(world)
  expect((await actionsOf(world, ticket.id)).map(({ text }) => text)).toEqual([
    'Try *this*: `reset`',
    'We **did** it: `done`',
  ])
})

test('C34, CX22 · an instance that is switched off sends and reads nothing; switched on, it catches up', async () => {
  const product = await deskEntry(world, 'products', {
    name: freshName('Tank'),
    projectKey: 'INFRA',
    instanceId: first,
  })
  const { ticket, issue } = await linkedTicket(world, { productId: product })
  const off = await world.api.patch(`/v1/instances/${first}`, { synchronizing: false })
  expect(off.body).toMatchObject({ synchronizing: false, paused: null })
  const before = world.jira.calls.length
  world.jira.team.comment(issue.key, 'said while it was off')
  world.jira.team.transition(issue.key, 'In Progress')
  await act(world, ticket.id, 'answered while it was off')
  const waiting = await deskTicket(world, { productId: product })
  expect((await push(waiting.id)).status).toBe(200)
  await pollNow(world)
  await pollNow(world)
  // Asking for a new issue looks at once what the project takes; nothing else is asked or sent.
  const asked = world.jira.calls.slice(before).filter(({ path }) => !path.includes('/createmeta/'))
  expect(asked).toEqual([])
  expect((await readDesk(world, waiting.id)).delivery.waitingFor).toContain('switched off')
  expect((await readDesk(world, ticket.id)).link.rawStatus).not.toBe('In Progress')
  await world.api.patch(`/v1/instances/${first}`, { synchronizing: true })
  await world.drain()
  await pollNow(world)
  expect((await readDesk(world, waiting.id)).link).not.toBeNull()
  const after = await readDesk(world, ticket.id)
  expect(after.link.rawStatus).toBe('In Progress')
  expect((await actionsOf(world, ticket.id)).map(({ text }) => text).toSorted()).toEqual([
    'answered while it was off',
    'said while it was off',
  ])
  expect(world.jira.state.issues.get(issue.id)?.comments).toHaveLength(2)
  expect((await logOf(world)).map(({ message }) => message).join()).toContain('switched synchronisation off')
})

test('C34 · a new token does not switch on what somebody has switched off, and switching does not end another hold', async () => {
  await world.api.patch(`/v1/instances/${second}`, { synchronizing: false })
  const saved = await world.api.put(`/v1/connections/${second}`, {
    ...serverInstance('Works’ Jira'),
    asInstance: undefined,
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  expect((await instance(second)).synchronizing).toBe(false)
  await world.api.patch(`/v1/instances/${second}`, { synchronizing: true })
  expect((await instance(second)).synchronizing).toBe(true)
  const hold = { kind: 'conflict' as const, code: 'RESTORED', detail: 'Restored.' }
  const held = { pausedSince: world.clock.now(), pauseFault: JSON.stringify(hold) as never }
  await world.database.updateTable('connections').set(held).where('id', '=', second).execute()
  expect((await world.api.patch(`/v1/instances/${second}`, { synchronizing: false })).status).toBe(409)
  await world.api.post(`/v1/connections/${second}/resume`)
  expect(await instance(second)).toMatchObject({ synchronizing: true, paused: null })
})

test('C34 · what was removed from the lists is not in the way of switching, and is said when settings are saved', async () => {
  const actionTypeId = await deskEntry(world, 'action-types', { name: freshName('Fax') })
  await setInstance(world, second, { actionTypeId })
  await world.api.delete(`/v1/help-desk/action-types/${actionTypeId}`)
  for (const synchronizing of [false, true]) {
    const { body } = await world.api.patch(`/v1/instances/${second}`, { synchronizing })
    expect(body).toMatchObject({ synchronizing })
  }
  const refused = await world.api.patch(`/v1/instances/${second}`, { settings: { files: false } })
  expect(refused.body.errors).toMatchObject([{ field: 'settings.actionTypeId' }])
  await setInstance(world, second, { actionTypeId: null })
})

test('C26 · a user that may not create issues or comment is told which right is missing and how to grant it', async () => {
  const { body: before } = await world.api.post(`/v1/connections/${second}/test`)
  expect(before.ok).toBe(true)
  for (const [permission, right] of [
    ['CREATE_ISSUES', /create issues/iu],
    ['ADD_COMMENTS', /comment/iu],
  ] as const) {
    Object.assign(other.state.permissions, { [permission]: false })
    const { body } = await world.api.post(`/v1/connections/${second}/test`)
    Object.assign(other.state.permissions, { [permission]: true })
    // What only comments need does not keep anybody from creating.
    expect(body.ok).toBe(permission !== 'CREATE_ISSUES')
    const missing = body.rights.filter(({ granted }: { granted: boolean }) => !granted)
    expect(missing.map((one: { right: string }) => one.right).join()).toMatch(right)
    expect(missing[0].howToGrant).not.toBe('')
  }
})

test('C53, CX27 · without webhooks a change is here after a quarter of an hour at the latest', async () => {
  const product = await deskEntry(world, 'products', {
    name: freshName('Gauge'),
    projectKey: 'INFRA',
    instanceId: first,
  })
  const { ticket, issue } = await linkedTicket(world, { productId: product })
  await pollNow(world)
  world.jira.team.comment(issue.key, 'Nobody told the hub')
  await world.clock.advance(15 * 60_000)
  await world.hub.handlers.minute({})
  await world.drain()
  expect((await actionsOf(world, ticket.id)).map(({ text }) => text)).toEqual(['Nobody told the hub'])
})

test('Where several instances are in use, linking an issue that exists may name one', async () => {
  const product = await deskEntry(world, 'products', {
    name: freshName('Hose'),
    projectKey: 'INFRA',
    instanceId: second,
  })
  const made = await deskTicket(world, { productId: product })
  await push(made.id)
  await world.drain()
  const { link } = await readDesk(world, made.id)
  const loose = await deskTicket(world)
  expect((await linkTo(world, loose.id, link.issueKey)).status).toBe(409)
  expect((await linkTo(world, loose.id, { key: link.issueKey, instanceId: second })).status).toBe(200)
  expect((await readDesk(world, loose.id)).link).toMatchObject({
    connectionId: second,
    issueKey: link.issueKey,
  })
})

test('C57 · a refused credential is a general error: it holds the instance, and stays out of the tickets’ histories', async () => {
  const product = await deskEntry(world, 'products', {
    name: freshName('Filter'),
    projectKey: 'INFRA',
    instanceId: second,
  })
  const ticket = await deskTicket(world, { productId: product })
  await push(ticket.id)
  await world.drain()
  other.faults.rules.push({ effect: { status: 401 } })
  await act(world, ticket.id, 'not now')
  await world.drain()
  expect((await instance(second)).paused.fault.kind).toBe('unauthorized')
  const { body: history } = await world.api.get(`/v1/support-tickets/${ticket.id}/history?limit=100`)
  expect(JSON.stringify(history)).not.toContain('unauthorized')
  const { body: errors } = await world.api.get('/v1/sync-errors?concerns=general')
  expect(errors.items[0]).toMatchObject({ fault: { kind: 'unauthorized' } })
  other.faults.rules.length = 0
})

test('Disconnecting the primary leaves the other instances in use', async () => {
  const answer = await world.api.post(`/v1/connections/${first}/disconnect`, { oldTickets: 'keep-following' })
  expect(answer.status).toBe(200)
  expect(await instance(second)).toMatchObject({ active: true })
  expect(await instance(first)).toMatchObject({ active: false })
})
