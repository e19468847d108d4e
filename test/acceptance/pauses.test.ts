import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectionSecrets } from '../../src/store/secret-places.ts'
import { ask, connectionOf, create, eventsOf, issuesOf, logOf, pass, ticketOf } from '../setup/scene.ts'
import { jiraConfig, startWorld, type World } from '../setup/world.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await startWorld()
  id = await world.connectJira()
})
afterAll(() => world?.close())
beforeEach(() => {
  world.jira.faults.rules.length = 0
  world.jira.state.token = 'jira-token'
})

const act = (action: string, body?: object) => world.api.post(`/v1/connections/${id}/${action}`, body)
const rotate = (token: string) =>
  world.api.call('PUT', `/v1/connections/${id}`, {
    body: { provider: 'jira', config: { ...jiraConfig(world.jira), token }, destination: {} },
  })
const states = async (ids: string[]) => {
  const found = []
  for (const one of ids) found.push((await ticketOf(world, one)).delivery.state)
  return found
}

const creations = () =>
  world.jira.calls.filter((call) => call.method === 'POST' && call.path === '/rest/api/3/issue').length

/** Two tickets that wait because the tracker does not accept the token any more. */
async function refusedToken(): Promise<string[]> {
  world.jira.state.token = 'rotated-there'
  const ids = [(await create(world)).id, (await create(world)).id]
  expect(await states(ids)).toEqual(['waiting', 'waiting'])
  return ids
}

test('A68, A75, invariant 8 · a refused credential pauses the connection, says so everywhere, and nothing more is sent', async () => {
  const [first = '', second = ''] = await refusedToken()
  const { paused } = await connectionOf(world, id)
  expect(paused).toMatchObject({ until: null, fault: { kind: 'unauthorized', status: 401 } })
  expect(paused.fault.remedy).toMatch(/expired/)
  for (const one of [first, second]) {
    const { delivery } = await ticketOf(world, one)
    expect(delivery.waitingFor).toBe('Jira Cloud needs an administrator')
    expect([delivery.nextAttemptAt, delivery.actions]).toEqual([null, ['retry', 'cancel']])
  }
  expect((await eventsOf(world, first))[0]?.text).toMatch(/until an administrator/)
  expect((await logOf(world, `&connectionId=${id}`)).map(({ message }) => message)).toContain(
    'Jira Cloud is paused until an administrator has looked at it.',
  )
  expect((await world.api.get('/v1/me')).body.activeConnection.attention).toMatch(
    /Invalid credentials.*expired/,
  )
  const before = creations()
  const third = (await create(world)).id
  await pass(world, 5)
  expect(creations()).toBe(before)
  const { body } = await rotate('rotated-there')
  expect([body.state, body.paused]).toEqual(['active', null])
  await world.drain()
  expect(await states([first, second, third])).toEqual(['done', 'done', 'done'])
  world.jira.state.token = 'jira-token'
  await rotate('jira-token')
})

test('A67 · Save & Activate with the new token ends the pause', async () => {
  const ids = await refusedToken()
  expect((await rotate('rotated-there')).body.paused).toBeNull()
  await world.drain()
  expect(await states(ids)).toEqual(['done', 'done'])
  world.jira.state.token = 'jira-token'
  await rotate('jira-token')
})

test('A37 · a successful test ends the pause, a failed one does not', async () => {
  const ids = await refusedToken()
  expect((await act('test')).body.ok).toBe(false)
  expect((await connectionOf(world, id)).paused).not.toBeNull()
  world.jira.state.token = 'jira-token'
  expect((await act('test')).body.ok).toBe(true)
  expect((await connectionOf(world, id)).paused).toBeNull()
  await world.drain()
  expect(await states(ids)).toEqual(['done', 'done'])
})

test('An administrator can end the pause by hand; if nothing has changed it begins anew', async () => {
  const ids = await refusedToken()
  expect((await act('resume')).body.paused).toBeNull()
  await world.drain()
  expect((await connectionOf(world, id)).paused).not.toBeNull()
  world.jira.state.token = 'jira-token'
  await act('resume')
  await world.drain()
  expect(await states(ids)).toEqual(['done', 'done'])
})

test('A poll that works again ends the pause by itself', async () => {
  const ids = await refusedToken()
  world.jira.state.token = 'jira-token'
  await pass(world, 16)
  expect((await connectionOf(world, id)).paused).toBeNull()
  expect(await states(ids)).toEqual(['done', 'done'])
})

test('A71 · a tracker that cannot be reached pauses the connection, and it goes on by itself when the tracker is back', async () => {
  const ids = [await ask(world, { title: 'While away' }), await ask(world, { title: 'While away' })]
  await world.hub.deps.store.db
    .updateTable('connections')
    .set({ nextPollAt: new Date(world.clock.now().getTime() + 86_400_000) })
    .execute()
  const road = await roadToTracker()
  await road.cut()
  await world.drain()
  const { paused } = await connectionOf(world, id)
  expect(paused).toMatchObject({ fault: { kind: 'not-sent' } })
  expect(Date.parse(paused.until)).toBeGreaterThan(world.clock.now().getTime())
  for (const one of ids) {
    const { delivery } = await ticketOf(world, one)
    expect(delivery).toMatchObject({ state: 'waiting', waitingFor: 'Jira Cloud cannot be reached' })
    expect(delivery.nextAttemptAt).not.toBeNull()
  }
  expect((await world.api.get('/v1/me')).body.activeConnection.attention).toBeNull()
  await road.mend()
  await pass(world, 2)
  await pass(world, 2)
  expect(await states(ids)).toEqual(['done', 'done'])
  expect((await connectionOf(world, id)).paused).toBeNull()
  expect(issuesOf(world, 'While away')).toHaveLength(2)
})

/** Cuts the road by an address that does not exist; the credential is sealed for it as if it had been given for it. */
async function roadToTracker() {
  const { db } = world.hub.deps.store
  const { sealedSecrets, config, workspaceId } = await db
    .selectFrom('connections')
    .selectAll()
    .executeTakeFirstOrThrow()
  const point = (site: unknown, sealed: string | null) =>
    db
      .updateTable('connections')
      .set({ config: JSON.stringify({ ...config, site }) as never, sealedSecrets: sealed })
      .execute()
  const nowhere = 'https://nowhere.invalid'
  const elsewhere = connectionSecrets({ id, workspaceId, config: { site: nowhere } })
  return {
    cut: () => point(nowhere, world.hub.deps.sealer.seal(JSON.stringify({ token: 'jira-token' }), elsewhere)),
    mend: () => point(config.site, sealedSecrets),
  }
}

test('A retry by a person does not slip past a pause', async () => {
  const [first = ''] = await refusedToken()
  const before = world.jira.calls.length
  expect((await world.api.post(`/v1/tickets/${first}/retry`)).status).toBe(200)
  await world.drain()
  expect(world.jira.calls.length).toBe(before)
  expect((await ticketOf(world, first)).delivery).toMatchObject({
    state: 'waiting',
    waitingFor: 'Jira Cloud needs an administrator',
  })
  world.jira.state.token = 'jira-token'
  await act('test')
  await world.drain()
})

test('AX23 · creations still queued at disconnection are parked, listed and cancellable, and never sent elsewhere', async () => {
  const queued = await ask(world, { title: 'Parked' })
  const [waiting = ''] = await refusedToken()
  const { status, body } = await act('disconnect', { oldTickets: 'stop' })
  expect([status, body.state, body.storedSecrets]).toEqual([200, 'disconnected', []])
  await world.drain()
  for (const one of [queued, waiting]) {
    const { delivery } = await ticketOf(world, one)
    expect(delivery.state).toBe('parked')
    expect(delivery.waitingFor).toMatch(/disconnected before this was sent/)
  }
  const { body: list } = await world.api.get('/v1/tickets?delivery=attention')
  expect(list.items.map((one: { id: string }) => one.id)).toEqual(expect.arrayContaining([queued, waiting]))
  world.jira.state.token = 'jira-token'
  id = await world.connectJira()
  await pass(world, 16)
  expect(await states([queued])).toEqual(['parked'])
  expect(issuesOf(world, 'Parked')).toEqual([])
  expect((await world.api.post(`/v1/tickets/${queued}/create-again`)).status).toBe(200)
  await world.drain()
  expect(await states([queued])).toEqual(['parked'])
  expect((await world.api.post(`/v1/tickets/${waiting}/cancel`)).body.delivery.state).toBe('cancelled')
})

test('A lost answer at disconnection stays visible: it is parked, not forgotten', async () => {
  world.jira.faults.rules.push({
    when: { path: '/rest/api/3/issue$' },
    times: 1,
    effect: { dropBefore: true },
  })
  const ticket = await create(world)
  expect(ticket.delivery.state).toBe('checking')
  await act('disconnect', { oldTickets: 'stop' })
  await pass(world, 5)
  const { delivery } = await ticketOf(world, ticket.id)
  expect(delivery.state).toBe('parked')
  expect(delivery.waitingFor).toMatch(/before it was known/)
  id = await world.connectJira()
})

test('A connection that was disconnected takes what was parked up again when it is activated anew', async () => {
  const parked = await ask(world, { title: 'Back again' })
  await act('disconnect', { oldTickets: 'stop' })
  expect((await act('disconnect', { oldTickets: 'stop' })).status).toBe(409)
  expect((await act('sync')).status).toBe(409)
  expect((await act('test')).status).toBe(409)
  expect((await act('webhook-secret')).status).toBe(409)
  expect((await rotate('')).body.errors[0].field).toBe('config.token')
  expect((await rotate('jira-token')).body.state).toBe('active')
  await world.api.post(`/v1/tickets/${parked}/create-again`)
  await world.drain()
  expect(await states([parked])).toEqual(['done'])
  expect(issuesOf(world, 'Back again')).toHaveLength(1)
})
