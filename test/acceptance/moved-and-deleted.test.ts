import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connectionOf, create, eventsOf, moves, person, ticketOf, untilPolled } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await startWorld()
  id = await world.connectJira()
})
afterAll(() => world?.close())
afterEach(() => {
  world.jira.state.permissions.BROWSE_PROJECTS = true
  world.jira.state.webhooks = []
})

const texts = async (ticket: string) => (await eventsOf(world, ticket)).map(({ text }) => text)

async function refresh(ticket: string): Promise<void> {
  await world.clock.advance(11_000)
  await world.api.post(`/v1/tickets/${ticket}/sync`)
  await world.drain()
}

test('AX12, A57 · an issue that was moved to another project keeps its link and shows its new key', async () => {
  const ticket = await create(world)
  await untilPolled(world)
  await person(world, ticket.link.issueKey, { move: 'CLOUD' })
  await untilPolled(world)
  const { link } = await ticketOf(world, ticket.id)
  expect(link.issueId).toBe(ticket.link.issueId)
  expect(link.issueKey).toMatch(/^CLOUD-\d+$/)
  expect(link.url).toBe(`${world.jira.url}/browse/${link.issueKey}`)
  expect(await texts(ticket.id)).toContain(`${ticket.link.issueKey} is now ${link.issueKey}: it was moved.`)
  await person(world, link.issueKey, { transition: moves.done })
  await untilPolled(world)
  expect((await ticketOf(world, ticket.id)).statusCategory).toBe('Resolved')
  const { body } = await world.api.get(`/v1/tickets?q=${link.issueKey}`)
  expect(body.items.map((one: { id: string }) => one.id)).toEqual([ticket.id])
})

test('Invariant 7 · a deleted issue is shown as gone, and the ticket keeps its status', async () => {
  const ticket = await create(world)
  await world.connectWebhook(id)
  await person(world, ticket.link.issueKey, { transition: moves.start })
  await world.jira.settle()
  await world.clock.advance(1_500)
  await world.drain()
  await person(world, ticket.link.issueKey, { delete: '' })
  await world.jira.settle()
  await world.clock.advance(1_500)
  await world.drain()
  const after = await ticketOf(world, ticket.id)
  expect(after).toMatchObject({ status: 'Active', link: { state: 'gone', rawStatus: 'In Progress' } })
  expect((await texts(ticket.id))[0]).toMatch(/was deleted, or .* no longer see it/)
  const { status, body } = await world.api.post(`/v1/tickets/${ticket.id}/comments`, { text: 'Hello' })
  expect([status, body.detail]).toEqual([409, expect.stringContaining('no issue')])
})

test('A73 · a deleted issue is noticed without webhook or visit too, within a day and a poll', async () => {
  const ticket = await create(world)
  await untilPolled(world)
  await person(world, ticket.link.issueKey, { delete: '' })
  await untilPolled(world)
  expect((await ticketOf(world, ticket.id)).link.state).toBe('linked')
  await world.clock.advance(24 * 3_600_000)
  await untilPolled(world)
  expect((await ticketOf(world, ticket.id)).link.state).toBe('gone')
})

test('A73 · a deleted issue is noticed on the ticket’s page without a webhook, and said once', async () => {
  const ticket = await create(world)
  await person(world, ticket.link.issueKey, { delete: '' })
  await refresh(ticket.id)
  await refresh(ticket.id)
  expect((await ticketOf(world, ticket.id)).link.state).toBe('gone')
  expect((await texts(ticket.id)).filter((text) => text.includes('deleted'))).toHaveLength(1)
})

test('An issue that can be seen again is linked as before', async () => {
  const ticket = await create(world)
  await untilPolled(world)
  world.jira.state.permissions.BROWSE_PROJECTS = false
  await refresh(ticket.id)
  expect((await ticketOf(world, ticket.id)).link.state).toBe('gone')
  world.jira.state.permissions.BROWSE_PROJECTS = true
  await refresh(ticket.id)
  const after = await ticketOf(world, ticket.id)
  expect(after.link).toMatchObject({ state: 'linked', issueKey: ticket.link.issueKey, rawStatus: 'To Do' })
  expect((await texts(ticket.id))[0]).toBe(`${ticket.link.issueKey} can be seen again.`)
})

test('Invariant 7 · a list of changes that is empty because nothing may be seen closes nothing', async () => {
  const ticket = await create(world)
  await untilPolled(world)
  world.jira.state.permissions.BROWSE_PROJECTS = false
  await untilPolled(world)
  world.jira.state.permissions.BROWSE_PROJECTS = true
  const after = await ticketOf(world, ticket.id)
  expect(after).toMatchObject({ status: 'New', link: { state: 'linked', rawStatus: 'To Do' } })
})

test('A comment reaches the issue once, also when its answer is lost', async () => {
  const ticket = await create(world)
  const { jira } = world
  jira.faults.rules.push({
    when: { method: 'POST', path: '/rest/api/3/issue/*/comment' },
    times: 1,
    effect: { commitThenDrop: true },
  })
  const { status } = await world.api.post(`/v1/tickets/${ticket.id}/comments`, { text: 'Ask Mara.' })
  expect(status).toBe(201)
  await world.drain()
  await world.clock.advance(5 * 60_000)
  await world.drain()
  const { comments } = jira.state.issues.get(ticket.link.issueId)!
  expect(comments).toHaveLength(1)
  expect(JSON.stringify(comments[0]?.body)).toContain('Ask Mara.')
  const kinds = (await eventsOf(world, ticket.id)).map(({ kind }) => kind)
  expect(kinds).toContain('comment')
})

test('AX1, AX2 · a connection that keeps following sees what happens to old tickets, and creates nothing', async () => {
  const ticket = await create(world)
  await untilPolled(world)
  const { body } = await world.api.post(`/v1/connections/${id}/disconnect`, { oldTickets: 'keep-following' })
  expect([body.state, body.storedSecrets]).toEqual(['following', ['token']])
  expect((await world.api.post('/v1/tickets', { title: 'No', description: 'x'.repeat(20) })).status).toBe(409)
  await person(world, ticket.link.issueKey, { transition: moves.done })
  await untilPolled(world)
  expect(await ticketOf(world, ticket.id)).toMatchObject({
    statusCategory: 'Resolved',
    link: { following: true },
  })
})

test('AX1, AX2 · a new connection can be active while the old one still follows', async () => {
  const next = await world.connectJira()
  expect((await connectionOf(world, id)).state).toBe('following')
  const ticket = await create(world)
  expect(ticket.link.connectionId).toBe(next)
})

test('AX1 · after a disconnection that stops, tickets stay linked for history and say that nobody follows', async () => {
  const ticket = await create(world)
  await untilPolled(world)
  const active = ticket.link.connectionId
  await world.api.post(`/v1/connections/${active}/disconnect`, {})
  await person(world, ticket.link.issueKey, { transition: moves.done })
  await untilPolled(world)
  const after = await ticketOf(world, ticket.id)
  expect(after).toMatchObject({ statusCategory: 'New', link: { following: false, rawStatus: 'To Do' } })
  const { status, body } = await world.api.post(`/v1/tickets/${ticket.id}/comments`, { text: 'Hello' })
  expect([status, body.detail]).toEqual([409, expect.stringContaining('disconnected')])
})
