import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { ask, connectionOf, create, issuesOf, moves, pass, person, ticketOf } from '../setup/scene.ts'
import { jiraConfig, startWorld, type World } from '../setup/world.ts'

let world: World
let first: string
let other: JiraSimulator
beforeAll(async () => {
  other = await startJira()
  world = await startWorld({ alsoAllowed: [new URL(other.url).host] })
  first = await world.connectJira()
})
afterAll(async () => {
  await world?.close()
  await other?.close()
})

const second = (more: object = {}) => ({
  provider: 'jira',
  name: 'Second Jira',
  config: { ...jiraConfig(other), defaultProjectKey: 'CLOUD' },
  destination: {},
  ...more,
})
const connections = async () => (await world.api.get('/v1/connections')).body.items

test('A draft is set up beside the active provider; nothing is tried and no ticket goes there', async () => {
  const before = other.calls.length
  const { status, body } = await world.api.post('/v1/connections', second({ activate: false }))
  expect([status, body.state, other.calls.length]).toEqual([201, 'draft', before])
  expect(JSON.stringify(body)).not.toContain('jira-token')
  await create(world, { title: 'Before the switch' })
  expect(issuesOf(world, 'Before the switch')).toHaveLength(1)
  expect([...other.state.issues.values()]).toEqual([])
})

test('A6, A64 · without saying what becomes of the old one, a second provider is not activated', async () => {
  const draft = (await connections()).find(({ state }: { state: string }) => state === 'draft')
  const { status, body } = await world.api.call('PUT', `/v1/connections/${draft.id}`, { body: second() })
  expect([status, body.detail]).toEqual([409, expect.stringContaining('disconnect it first')])
  expect((await connectionOf(world, first)).state).toBe('active')
})

test('A61, A64, A65, AX2 · a switch takes the old provider out in the same step, and its tickets are still followed', async () => {
  const old = await create(world, { title: 'Followed over the switch' })
  const unsent = await askWhilePaused('Not sent before the switch')
  const draft = (await connections()).find(({ state }: { state: string }) => state === 'draft')
  const { status, body } = await world.api.call('PUT', `/v1/connections/${draft.id}`, {
    body: second({ replaceActive: 'keep-following' }),
  })
  expect([status, body.state]).toEqual([200, 'active'])
  expect((await connectionOf(world, first)).state).toBe('following')
  await create(world, { title: 'After the switch' })
  expect(issuesOf(world, 'After the switch')).toEqual([])
  expect([...other.state.issues.values()].map(({ summary }) => summary)).toEqual(['After the switch'])
  await person(world, old.link.issueKey, { transition: moves.start })
  await pass(world, 16)
  expect(await ticketOf(world, old.id)).toMatchObject({
    statusCategory: 'Active',
    link: { following: true, issueKey: old.link.issueKey },
  })
  expect((await ticketOf(world, unsent)).delivery).toMatchObject({
    state: 'parked',
    waitingFor: expect.stringContaining('never sent elsewhere'),
  })
})

test('A62, A63, AX1 · stopping to follow erases the credentials; the tickets stay linked for history', async () => {
  const { items } = (await world.api.get('/v1/tickets?q=Followed')).body
  const before = world.jira.calls.length
  const { body } = await world.api.post(`/v1/connections/${first}/disconnect`, { oldTickets: 'stop' })
  expect([body.state, body.storedSecrets]).toEqual(['disconnected', []])
  await pass(world, 16)
  const ticket = await ticketOf(world, items[0].id)
  expect(ticket.link).toMatchObject({ following: false, issueKey: items[0].link.issueKey })
  expect(world.jira.calls.length).toBe(before)
})

test('A draft can be deleted, what was in use cannot', async () => {
  const { body } = await world.api.post('/v1/connections', second({ activate: false, name: 'Third' }))
  expect((await world.api.call('DELETE', `/v1/connections/${body.id}`)).status).toBe(204)
  const refused = await world.api.call('DELETE', `/v1/connections/${first}`)
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('its tickets need it')])
})

/** A ticket whose creation meets a tracker that is down, so that it is still waiting. */
async function askWhilePaused(title: string): Promise<string> {
  world.jira.faults.rules.push({ times: 1, effect: { status: 401 } })
  const id = await ask(world, { title })
  await world.drain()
  expect((await ticketOf(world, id)).delivery.state).toBe('waiting')
  return id
}
