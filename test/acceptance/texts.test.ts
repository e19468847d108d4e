import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiAnswer } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import { create, description, eventsOf, issuesOf, recommend, ticketOf } from '../setup/scene.ts'
import { admin, jiraConfig, startWorld, type World } from '../setup/world.ts'

let world: World
let connectionId: string
let ticketId: string
beforeAll(async () => {
  world = await startWorld()
  connectionId = await world.connectJira()
  ticketId = (await create(world)).id
})
afterAll(() => world?.close())

/** Text that no database can keep as it is; JSON carries it as an escape. */
const unkeepable = [
  ['U+0000', 'A NUL \u0000 in the middle'],
  ['the first half of a character', 'Half \ud83d of a smile'],
  ['the second half of a character', 'Half \ude42 of a smile'],
] as const

const calls: [name: string, send: (text: string) => Promise<ApiAnswer>][] = [
  ['a title', (title) => world.api.post('/v1/tickets', { title, description })],
  ['a description', (text) => world.api.post('/v1/tickets', { title: 'T', description: text })],
  ['a comment', (text) => world.api.post(`/v1/tickets/${ticketId}/comments`, { text })],
  ['an issue', (issue) => world.api.post(`/v1/tickets/${ticketId}/link-existing`, { issue })],
  ['a project’s name', (name) => world.api.post('/v1/projects', { key: 'k', name })],
  ['a project’s key', (key) => world.api.post('/v1/projects', { key, name: 'K' })],
  ['a recommendation', (title) => world.api.post('/v1/recommendations', { key: 'k', title })],
  [
    'a raw document',
    (text) => world.api.post('/v1/recommendations', { key: 'k', title: 'T', raw: { text } }),
  ],
  ['a token’s name', (name) => world.api.post('/v1/tokens', { name, scopes: ['tickets:read'] })],
  [
    'a connection’s name',
    (name) =>
      world.api.call('PUT', `/v1/connections/${connectionId}`, {
        body: { provider: 'jira', name, config: jiraConfig(world.jira), destination: {} },
      }),
  ],
  [
    'a connection’s secret',
    (token) =>
      world.api.post('/v1/connections/test', {
        provider: 'jira',
        config: { ...jiraConfig(world.jira), token },
      }),
  ],
  [
    'a priority',
    (low) =>
      world.api.call('PATCH', `/v1/connections/${connectionId}/settings`, { body: { priorities: { low } } }),
  ],
  [
    'a status',
    (name) =>
      world.api.call('PATCH', `/v1/connections/${connectionId}/settings`, {
        body: { statusAdditions: { New: [name] } },
      }),
  ],
  [
    'a member’s name',
    (name) => world.api.post('/v1/connections/test', { provider: 'jira', config: { [name]: 'x' } }),
  ],
]

describe.each(unkeepable)('%s', (_what, text) => {
  test.each(calls)(
    'in %s is refused with its field instead of being damaged or breaking anything',
    async (_name, send) => {
      const before = await content(world)
      const { status, body, headers } = await send(text)
      expect(status).toBe(422)
      expect(headers.get('content-type')).toContain('application/problem+json')
      expect(body.errors).toHaveLength(1)
      expect(body.errors[0].message).toMatch(/U\+0000/)
      expect(await content(world)).toEqual(before)
    },
  )

  test('in a sign-in is refused', async () => {
    const body = { email: `${text}@example.com`, password: admin.password }
    const answer = await world.as(undefined).post('/auth/sign-in/email', body)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })
})

test.each([
  '/v1/tickets?q=%00',
  '/v1/tickets?project=%00',
  '/v1/recommendations?q=a%00b',
  '/v1/recommendations?category=%00',
  '/v1/recommendations?source=%00',
  '/v1/recommendations?project=%00',
  '/v1/tickets?after=%00',
])('U+0000 in %s is refused with its field', async (path) => {
  const { status, body } = await world.api.get(path)
  expect(status).toBe(400)
  expect(body.errors[0].field).toBe(/\?(\w+)=/.exec(path)?.[1])
})

test.each(['/v1/tickets/%00', '/v1/connections/%00', '/v1/recommendations/%00', '/auth/%00', '/%00'])(
  'U+0000 in the address %s does no harm',
  async (path) => {
    const { status } = await world.api.get(path)
    expect([200, 400, 404]).toContain(status)
  },
)

const kept = [
  ['emoji', 'Stop 🙂👩‍👩‍👧‍👦 now 🏳️‍🌈'],
  ['right-to-left text', 'أوقف المثيل הפסק את המופע'],
  ['right-to-left marks', 'Stop \u202Eyletaidemmi\u202C now'],
  ['combining marks', 'Z̸̡̤͗ä͎l̝̾g̛̣o e\u0301'],
  ['markup', '<script>alert(1)</script> & "quotes" \\ {{x}} %s ${x}'],
  ['SQL', `Robert'); drop table tickets; --`],
  ['other scripts', '停止闲置实例 कार्य तुरंत रोकें ⵣ'],
  ['letters beyond the basic plane', '𝒮𝓉𝑜𝓅 𠜎𠜱'],
] as const

test.each(kept)('%s are kept to the last character, in the hub and in the tracker', async (_what, text) => {
  const long = `${text} — for sixteen characters`
  const recommendationId = await recommend(world, { title: text, resource: text })
  const ticket = await create(world, { title: text, description: long, recommendationId })
  expect([ticket.title, ticket.description]).toEqual([text, long])
  expect(ticket.recommendation.title).toBe(text)
  const [issue] = issuesOf(world, text)
  expect(JSON.stringify(issue?.description)).toContain(JSON.stringify(long).slice(1, -1))
  await world.api.post(`/v1/tickets/${ticket.id}/comments`, { text: long })
  await world.drain()
  expect((await eventsOf(world, ticket.id)).find(({ kind }) => kind === 'comment')?.text).toBe(long)
  const { comments } = world.jira.state.issues.get(ticket.link.issueId)!
  expect(JSON.stringify(comments[0]?.body)).toContain(JSON.stringify(long).slice(1, -1))
  const { body } = await world.api.get(`/v1/tickets?q=${encodeURIComponent(text)}`)
  expect(body.items.map((one: { id: string }) => one.id)).toContain(ticket.id)
})

test('% and _ in a search mean themselves', async () => {
  await create(world, { title: '100 % sure_thing' })
  const found = async (q: string) =>
    (await world.api.get(`/v1/tickets?q=${encodeURIComponent(q)}`)).body.items.length
  expect([await found('0 % s'), await found('sure_t'), await found('0 _ s'), await found('%%')]).toEqual([
    1, 1, 0, 0,
  ])
})

test('What a tracker says is kept as far as a database can keep it, and never stops the others', async () => {
  const { jira } = world
  const strange = await create(world, { title: 'Strange status' })
  const plain = await create(world, { title: 'Plain status' })
  const issue = jira.state.issues.get(strange.link.issueId)!
  jira.state.statuses.push({ id: '777', name: 'Odd \u0000 \ud83d status', category: 'new' })
  const changed = { ...issue, statusId: '777', updated: issue.updated + 1 }
  jira.state.issues.set(issue.id, changed)
  jira.state.index.set(issue.id, [{ issue: changed, writtenAt: 0, visibleAt: 0 }])
  await world.api.post(`/v1/connections/${connectionId}/sync`)
  await world.drain()
  expect((await ticketOf(world, plain.id)).link.rawStatus).toBe('To Do')
  expect((await ticketOf(world, strange.id)).link.rawStatus).toMatch(/^Odd .* status$/)
})

test('Words of a refusal that no database can keep do not leave the creation hanging', async () => {
  const project = world.jira.state.projects.find(({ key }) => key === 'INFRA')!
  project.requiredFields.push({ id: 'customfield_\u0000', name: 'Odd \u0000 \ud83d field' })
  const ticket = await create(world, { title: 'Odd refusal' })
  project.requiredFields.pop()
  expect(ticket.delivery).toMatchObject({ state: 'waiting', fault: { kind: 'invalid' } })
  expect(ticket.delivery.heldByRoute.missing[0].name).toMatch(/^Odd .* field$/)
})
