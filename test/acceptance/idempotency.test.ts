import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiAnswer } from '../setup/api.ts'
import { everything } from '../setup/database.ts'
import { create, issuesOf, newTicket, recommend } from '../setup/scene.ts'
import { agentScopes, member, otherWorkspace } from '../setup/tenants.ts'
import { jiraConfig, startWorld, type World } from '../setup/world.ts'

let world: World
let ticketId: string
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
  ticketId = (await create(world)).id
})
afterAll(() => world?.close())

let count = 0
const freshKey = () => `key-${(count += 1)}`
const keyed = (key: string) => ({ 'idempotency-key': key })

interface Creating {
  path: () => string
  body: (mark: string) => object
  /** How many there are of what it creates. */
  count: () => Promise<number>
}

const length = async (path: string) => (await world.api.get(path)).body.items.length
const creating: Record<string, Creating> = {
  tickets: {
    path: () => '/v1/tickets',
    body: (mark) => newTicket({ title: mark }),
    count: () => length('/v1/tickets?limit=200'),
  },
  comments: {
    path: () => `/v1/tickets/${ticketId}/comments`,
    body: (mark) => ({ text: mark }),
    count: () => length(`/v1/tickets/${ticketId}/events?limit=200`),
  },
  projects: {
    path: () => '/v1/projects',
    body: (mark) => ({ key: mark, name: mark }),
    count: () => length('/v1/projects'),
  },
  recommendations: {
    path: () => '/v1/recommendations',
    body: (mark) => ({ key: mark, title: mark }),
    count: () => length('/v1/recommendations?limit=200'),
  },
  tokens: {
    path: () => '/v1/tokens',
    body: (mark) => ({ name: mark, scopes: agentScopes }),
    count: () => length('/v1/tokens'),
  },
}

describe.each(Object.entries(creating))(
  'An Idempotency-Key on creating %s:',
  (name, { path, body, count: many }) => {
    const post = (key: string, mark: string) => world.api.post(path(), body(mark), keyed(key))

    test('the same key and body get the same answer, and nothing is created twice', async () => {
      const key = freshKey()
      const first = await post(key, `${name}-a`)
      expect([200, 201]).toContain(first.status)
      const before = await many()
      const again = await post(key, `${name}-a`)
      expect([again.status, again.body]).toEqual([first.status, first.body])
      expect(again.headers.get('idempotent-replayed')).toBe('true')
      expect(first.headers.get('idempotent-replayed')).toBeNull()
      expect(await many()).toBe(before)
    })

    test('the same key with another body is 422', async () => {
      const key = freshKey()
      await post(key, `${name}-b`)
      const before = await many()
      const other = await post(key, `${name}-c`)
      expect([other.status, other.body.errors[0].field]).toEqual([422, 'Idempotency-Key'])
      expect(await many()).toBe(before)
    })

    test('many at once create one: each gets 409 or the same answer', async () => {
      const key = freshKey()
      const before = await many()
      const answers = await Promise.all(Array.from({ length: 6 }, () => post(key, `${name}-d`)))
      const done = answers.filter(({ status }) => status < 300)
      expect(done.length).toBeGreaterThan(0)
      for (const { body: one } of done) expect(one).toEqual(done[0]?.body)
      for (const { status } of answers) expect([done[0]?.status, 409]).toContain(status)
      expect(await many()).toBe(before + 1)
    })

    test('it holds after a restart of the hub', async () => {
      const key = freshKey()
      const first = await post(key, `${name}-e`)
      await world.restart()
      const again = await post(key, `${name}-e`)
      expect([again.status, again.body]).toEqual([first.status, first.body])
    })

    test('after 24 hours it is forgotten, whether or not the hub has tidied up', async () => {
      const [kept, tidied] = [freshKey(), freshKey()]
      const first = await post(kept, `${name}-f`)
      await world.clock.advance(24 * 3_600_000 - 60_000)
      expect((await post(kept, `${name}-f`)).headers.get('idempotent-replayed')).toBe('true')
      expect((await post(tidied, `${name}-g`)).status).toBe(first.status)
      await world.clock.advance(61_000)
      const fresh = await post(kept, `${name}-h`)
      expect([fresh.status, fresh.headers.get('idempotent-replayed')]).toEqual([first.status, null])
      await world.clock.advance(24 * 3_600_000)
      await world.hub.handlers.minute({})
      expect((await post(tidied, `${name}-i`)).status).toBe(first.status)
    })

    test.each(['', ' ', 'x'.repeat(201), 'a b', 'schlüssel'])(
      'the key “%s” is refused with its name',
      async (key) => {
        const before = await many()
        const { status, body: answer } = await world.api.call('POST', path(), {
          body: body(`${name}-x`),
          headers: { 'idempotency-key': key },
        })
        expect([status, answer.errors[0].field]).toEqual([400, 'Idempotency-Key'])
        expect(await many()).toBe(before)
      },
    )
  },
)

test('A key belongs to its caller: the same one of somebody else is another', async () => {
  const key = freshKey()
  const bob = await member(world)
  const stranger = await otherWorkspace(world)
  const body = newTicket({ title: 'Whose key' })
  const mine = await world.api.post('/v1/tickets', body, keyed(key))
  const bobs = await bob.post('/v1/tickets', body, keyed(key))
  expect([mine.status, bobs.status]).toEqual([201, 201])
  expect(bobs.body.id).not.toBe(mine.body.id)
  const project = { key: 'mine', name: 'Mine' }
  const theirs = await stranger.post('/v1/projects', project, keyed(key))
  expect([theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([201, null])
})

test('A key that was used at one address is refused at another', async () => {
  const key = freshKey()
  await world.api.post('/v1/projects', { key: 'somewhere', name: 'S' }, keyed(key))
  const { status } = await world.api.post('/v1/tickets', newTicket(), keyed(key))
  expect(status).toBe(422)
})

test('A refusal does not use the key up', async () => {
  const key = freshKey()
  const refused = await world.api.post('/v1/tickets', newTicket({ title: '' }), keyed(key))
  const taken = await world.api.post('/v1/tickets', newTicket({ title: 'Right' }), keyed(key))
  expect([refused.status, taken.status]).toEqual([422, 201])
})

test('A repeated creation for a recommendation answers with its first ticket instead of a conflict', async () => {
  const recommendationId = await recommend(world)
  const post = (key: string) =>
    world.api.post('/v1/tickets', newTicket({ title: 'Once only', recommendationId }), keyed(key))
  const key = freshKey()
  const first = await post(key)
  await world.drain()
  expect((await post(key)).body.id).toBe(first.body.id)
  expect((await post(freshKey())).status).toBe(409)
  expect(issuesOf(world, 'Once only')).toHaveLength(1)
})

test('The answer that is kept for a token or a connection holds no secret in the clear', async () => {
  const { body } = await world.api.post(
    '/v1/tokens',
    { name: 'Secret', scopes: agentScopes },
    keyed(freshKey()),
  )
  const kept = JSON.stringify(await everything(world))
  expect(kept.includes(body.token)).toBe(false)
})

describe('An Idempotency-Key on Save & Activate:', () => {
  const answers: ApiAnswer[] = []
  const save = (key: string) =>
    world.api.post(
      '/v1/connections',
      { provider: 'jira', config: jiraConfig(world.jira), destination: {} },
      keyed(key),
    )

  test('the same key and body get the same answer, also after a restart', async () => {
    const id = (await world.api.get('/v1/me')).body.activeConnection.id
    await world.api.post(`/v1/connections/${id}/disconnect`, {})
    const key = freshKey()
    answers.push(await save(key))
    expect(answers[0]?.status).toBe(201)
    answers.push(await save(key))
    await world.restart()
    answers.push(await save(key))
    for (const { status, body } of answers) expect([status, body]).toEqual([201, answers[0]?.body])
    expect((await save(freshKey())).status).toBe(409)
  })
})
