import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ask,
  create,
  description,
  eventsOf,
  issuesOf,
  newTicket,
  recommend,
  ticketOf,
} from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'
import { agentScopes } from '../setup/tenants.ts'

let world: World
let projectId: string
beforeAll(async () => {
  world = await startWorld()
  const { body } = await world.api.post('/v1/projects', { key: 'aws', name: 'AWS Infrastructure' })
  projectId = body.id
})
afterAll(() => world?.close())

const post = (fields: object) => world.api.post('/v1/tickets', newTicket(fields))
const fieldsOf = (body: { errors?: { field: string }[] }) => body.errors?.map((one) => one.field)

test('A1, A72 · without an active provider a ticket is refused, and the answer says who can help', async () => {
  const { status, body } = await post({})
  expect(status).toBe(409)
  expect(body.detail).toMatch(/administrator.*Ticket Providers/)
  expect((await world.api.get('/v1/tickets')).body.items).toEqual([])
  await world.connectJira()
})

test('A2, A5, A38, A50 · a ticket from a recommendation becomes one issue, linked to both, with a link that opens it', async () => {
  const recommendationId = await recommend(world, {
    title: 'Idle db-7',
    resource: 'ec2/db-7',
    project: 'aws',
    monthlySaving: { amount: 212.4, currency: 'EUR' },
  })
  const ticket = await create(world, { title: 'Stop db-7', recommendationId })
  expect(ticket.recommendation).toEqual({ id: recommendationId, title: 'Idle db-7' })
  expect(ticket.delivery).toMatchObject({ state: 'done', attempts: 1, fault: null, actions: [] })
  const page = await fetch(ticket.link.url)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Stop db-7')])
  expect(ticket.link.url).toBe(`${world.jira.url}/browse/${ticket.link.issueKey}`)
  const { body } = await world.api.get(`/v1/recommendations/${recommendationId}`)
  expect(body.ticket).toMatchObject({ id: ticket.id, open: true, issueUrl: ticket.link.url })
})

test('A2, AX3 · the issue carries the recommendation’s facts and a link back, outside the 255 characters', async () => {
  const text = 'x'.repeat(255)
  const recommendationId = await recommend(world, {
    resource: 'ec2/fact',
    monthlySaving: { amount: 10, currency: 'EUR' },
  })
  const ticket = await create(world, { title: 'With facts', description: text, recommendationId })
  const [issue] = issuesOf(world, 'With facts')
  const shown = JSON.stringify(issue?.description)
  for (const part of [text, 'ec2/fact', '€10.00', `http://hub.example.com/tickets/${ticket.alias}`]) {
    expect(shown).toContain(part)
  }
})

test('A3, A46, AX5, AX6 · a ticket goes to the default route, with or without a project, and says why', async () => {
  const routed = await create(world, { projectId })
  expect(routed.delivery.destination).toBe('INFRA · Task')
  expect(routed.delivery.routeReason).toMatchObject({ rule: 'default route', input: { project: 'aws' } })
  const without = await create(world)
  expect(without.project).toBeNull()
  expect(without.delivery.routeReason.because).toMatch(/no project.*default route/)
})

test.each([
  ['low', 'Low'],
  ['medium', 'Medium'],
  ['high', 'High'],
])(
  'A48, AX9 · priority %s becomes %s in Jira, and the ticket says by which table',
  async (priority, name) => {
    const ticket = await create(world, { title: `Priority ${priority}`, priority })
    const [issue] = issuesOf(world, `Priority ${priority}`)
    expect(world.jira.state.priorities.find(({ id }) => id === issue?.priorityId)?.name).toBe(name)
    expect(ticket.delivery.priorityReason.because).toMatch(/default table/)
  },
)

test('A48 · priority is medium unless the person chooses', async () => {
  expect((await create(world)).priority).toBe('medium')
})

test('AX9 · the table of priorities can be edited', async () => {
  const id = (await world.api.get('/v1/me')).body.activeConnection.id
  const settings = { priorities: { high: 'Highest' } }
  await world.api.call('PATCH', `/v1/connections/${id}/settings`, { body: settings })
  const ticket = await create(world, { title: 'Most urgent', priority: 'high' })
  expect(ticket.delivery.priorityReason.because).toMatch(/“high” is “Highest” by .*own table/)
  const [issue] = issuesOf(world, 'Most urgent')
  expect(issue?.priorityId).toBe('1')
})

test.each([
  ['15 characters', 'x'.repeat(15), 422],
  ['16 characters', 'x'.repeat(16), 201],
  ['255 characters', 'x'.repeat(255), 201],
  ['256 characters', 'x'.repeat(256), 422],
  ['16 emoji, which are 32 units', '🙂'.repeat(16), 201],
  ['255 emoji', '🙂'.repeat(255), 201],
  ['256 emoji', '🙂'.repeat(256), 422],
  ['15 characters in blanks', `  ${'x'.repeat(15)}  `, 422],
  ['255 characters in blanks', `  ${'x'.repeat(255)}  `, 201],
])('A48, AX3 · a description of %s', async (_what, text, status) => {
  const answer = await post({ description: text })
  expect(answer.status).toBe(status)
  if (status === 422) expect(fieldsOf(answer.body)).toEqual(['description'])
  else expect(answer.body.description).toBe(text.trim())
})

test.each([
  ['255 characters', 'x'.repeat(255), 201],
  ['256 characters', 'x'.repeat(256), 422],
  ['128 emoji, which Jira counts as 256', '🙂'.repeat(128), 422],
  ['nothing but blanks', '   ', 422],
])('AX4 · a title of %s is taken whole or refused in the form, never cut', async (_what, title, status) => {
  const answer = await post({ title })
  expect(answer.status).toBe(status)
  if (status === 422) expect(fieldsOf(answer.body)).toEqual(['title'])
  await world.drain()
  if (status === 201) expect(issuesOf(world, title)).toHaveLength(1)
})

test('A48, AX5 · a project may be required by the workspace', async () => {
  await projectRequired(true)
  const { status, body } = await post({})
  expect([status, fieldsOf(body)]).toEqual([422, ['projectId']])
  expect((await world.api.get('/v1/me')).body.workspace.projectRequired).toBe(true)
  const recommendationId = await recommend(world, { project: 'aws' })
  expect((await post({ recommendationId })).status).toBe(201)
  expect((await post({ projectId })).status).toBe(201)
  await projectRequired(false)
})

async function projectRequired(yes: boolean): Promise<void> {
  const settings = JSON.stringify({ projectRequired: yes }) as never
  await world.hub.deps.store.db.updateTable('workspaces').set({ settings }).execute()
  // What a workspace demands is looked up anew every two seconds.
  await world.clock.advance(3_000)
}

test('A47, AX17 · a ticket from the header is tied to the person and the project instead of a recommendation', async () => {
  const ticket = await create(world, { projectId, title: 'From the header' })
  expect([ticket.recommendation, ticket.createdBy]).toEqual([null, 'CROSSTIE_ADMIN_TOKEN'])
  const [issue] = issuesOf(world, 'From the header')
  expect(JSON.stringify(issue?.description)).toMatch(/AWS Infrastructure.*CROSSTIE_ADMIN_TOKEN/)
})

test('A49, AX3 · the form is pre-filled from the recommendation, shortened to 255 with a notice', async () => {
  const id = await recommend(world, { description: 'Long words. '.repeat(40), project: 'aws' })
  const { prefill } = (await world.api.get(`/v1/recommendations/${id}`)).body
  expect(prefill).toMatchObject({ projectId, shortened: true, title: 'Idle instance', priority: 'medium' })
  expect(Array.from(prefill.description).length).toBeLessThanOrEqual(255)
  const { shortened: _, ...fields } = prefill
  expect((await post({ ...fields, recommendationId: id })).status).toBe(201)
})

test('A49, AX3 · a recommendation without a description is pre-filled with enough to be accepted', async () => {
  const id = await recommend(world, { title: 'Idle' })
  const { prefill } = (await world.api.get(`/v1/recommendations/${id}`)).body
  expect(prefill.shortened).toBe(false)
  const { shortened: _, ...fields } = prefill
  expect((await post({ ...fields, recommendationId: id })).status).toBe(201)
})

test('A49 · the ticket takes the recommendation’s project unless the person chooses otherwise', async () => {
  const own = await ask(world, { recommendationId: await recommend(world, { project: 'aws' }) })
  expect((await ticketOf(world, own)).project.key).toBe('aws')
  const none = await ask(world, {
    recommendationId: await recommend(world, { project: 'aws' }),
    projectId: null,
  })
  expect((await ticketOf(world, none)).project).toBeNull()
})

test('AX18 · a second ticket for a recommendation is refused with the open one', async () => {
  const recommendationId = await recommend(world)
  const first = await create(world, { recommendationId })
  const { status, body } = await post({ recommendationId })
  expect(status).toBe(409)
  expect(body.ticket).toEqual({ id: first.id, alias: first.alias })
  expect(body.detail).toContain(first.link.issueKey)
})

test('AX18 · two people who create for the same recommendation at once get one ticket', async () => {
  const recommendationId = await recommend(world)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, place) => post({ recommendationId, title: `Race ${place}` })),
  )
  const created = answers.filter(({ status }) => status === 201)
  const refused = answers.filter(({ status }) => status === 409)
  expect([created.length, refused.length]).toEqual([1, 7])
  for (const { body } of refused) expect(body.ticket.id).toBe(created[0]?.body.id)
  await world.drain()
  expect(issuesOf(world).filter(({ summary }) => summary.startsWith('Race '))).toHaveLength(1)
})

test('AX18 · after the first creation was given up, the recommendation is free again', async () => {
  const recommendationId = await recommend(world)
  const first = await ask(world, { recommendationId })
  await world.api.post(`/v1/tickets/${first}/cancel`)
  await world.drain()
  const given = await ticketOf(world, first)
  expect([given.status, given.delivery.state, given.link]).toEqual(['Closed', 'cancelled', null])
  const second = await create(world, { recommendationId })
  expect(second.link.issueKey).toMatch(/^INFRA-/)
})

test('AX22 · a member may create', async () => {
  const { body } = await world.api.post('/v1/tokens', { name: 'Bob', scopes: agentScopes })
  const answer = await world.as(body.token).post('/v1/tickets', newTicket({ title: 'By a member' }))
  expect([answer.status, answer.body.createdBy]).toEqual([201, 'Bob'])
})

test('A50 · the answer says at once that the issue is on its way, and the timeline tells the rest', async () => {
  const { body } = await post({ description })
  expect(body).toMatchObject({ status: 'New', link: null, delivery: { state: 'queued', attempts: 0 } })
  expect(body.alias).toMatch(/^CT-\d+$/)
  await world.drain()
  const { link } = await ticketOf(world, body.alias)
  const texts = (await eventsOf(world, body.id)).map(({ text }) => text)
  expect(texts).toEqual([`Created as ${link.issueKey}.`, 'Created by CROSSTIE_ADMIN_TOKEN.'])
})

test('A creation costs exactly one call to the tracker', async () => {
  const before = world.jira.calls.length
  await create(world)
  expect(world.jira.calls.length - before).toBe(1)
})
