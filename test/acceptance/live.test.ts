import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, moves, person, recommend } from '../setup/scene.ts'
import { agentScopes, otherWorkspace } from '../setup/tenants.ts'
import { adminToken, startWorld, type World } from '../setup/world.ts'

let world: World
let connectionId: string
beforeAll(async () => {
  world = await startWorld()
  connectionId = await world.connectJira()
})
afterAll(() => world?.close())

/** The server-sent events of one caller, as they come. */
async function listen(token: string) {
  const ending = new AbortController()
  const response = await fetch(`${world.hub.url}/v1/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal: ending.signal,
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    /** The next message that satisfies the test; all of them so far are kept in `seen`. */
    async next(topic: string): Promise<{ topic: string; id?: string }> {
      for (;;) {
        const found = /data: (.*"topic":"([^"]+)".*)\n\n/u.exec(text)
        if (found) text = text.slice(found.index + found[0].length)
        if (found?.[2] === topic) return JSON.parse(found[1] ?? '')
        if (!found) text += (await reader.read()).value ?? ''
      }
    },
    end: () => ending.abort(),
  }
}

test('A50, A52 · an open page hears of a new ticket and of a change in the tracker', async () => {
  const page = await listen(adminToken)
  const ticket = await create(world)
  expect(await page.next('tickets')).toEqual({ topic: 'tickets', id: ticket.id })
  await person(world, ticket.link.issueKey, { transition: moves.start })
  await world.api.post(`/v1/connections/${connectionId}/sync`)
  await world.drain()
  expect(await page.next('tickets')).toMatchObject({ id: ticket.id })
  expect(await page.next('connections')).toEqual({ topic: 'connections', id: connectionId })
  page.end()
})

test('A page hears of its own workspace only', async () => {
  const stranger = await otherWorkspace(world)
  const { body } = await stranger.post('/v1/tokens', { name: 'Page', scopes: agentScopes })
  const page = await listen(body.token)
  await create(world)
  await recommend(world)
  await stranger.post('/v1/recommendations', { key: 'theirs', title: 'Theirs' })
  await stranger.post('/v1/recommendations', { key: 'theirs-2', title: 'Theirs' })
  const first = await page.next('recommendations')
  const second = await page.next('recommendations')
  expect([first, second]).toEqual([{ topic: 'recommendations' }, { topic: 'recommendations' }])
  page.end()
})

test('A hub that stops ends the streams instead of waiting for them', async () => {
  const page = await listen(adminToken)
  await world.restart()
  page.end()
  expect((await world.api.get('/v1/me')).status).toBe(200)
})
