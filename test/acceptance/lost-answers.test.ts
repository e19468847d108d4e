import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ask, create, eventsOf, failCreation, issuesOf, ticketOf } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let connectionId: string
beforeAll(async () => {
  world = await startWorld()
  connectionId = await world.connectJira()
})
afterAll(() => world?.close())
afterEach(() => {
  world.jira.faults.rules.length = 0
  world.jira.faults.indexLagMs = 0
  Object.assign(world.jira.state.permissions, { BROWSE_PROJECTS: true })
})

const quietMs = 3 * 60_000 + 1_000
let count = 0
const freshTitle = () => `Lost ${(count += 1)}`

async function later(ms = quietMs): Promise<void> {
  await world.clock.advance(ms)
  await world.drain()
}

async function act(id: string, action: string, body?: object) {
  const answer = await world.api.post(`/v1/tickets/${id}/${action}`, body)
  await world.drain()
  return answer
}

/** A ticket that nobody can tell about: the answer was lost, and no place to search from was noted. */
async function parked(title: string, effect: object = { dropBefore: true }): Promise<string> {
  const { db } = world.hub.deps.store
  await db.updateTable('anchors').set({ position: '' }).execute()
  failCreation(world, effect)
  const id = await ask(world, { title })
  await world.drain()
  await later()
  const { delivery } = await ticketOf(world, id)
  expect(delivery.state).toBe('parked')
  return id
}

/** The state that a process leaves behind which died between sending and hearing. */
async function diedWhileSending(id: string, processId: string | null): Promise<void> {
  const { db } = world.hub.deps.store
  await db.deleteFrom('links').where('ticketId', '=', id).execute()
  await db
    .updateTable('deliveries')
    .set({ state: 'sending', attempts: 1, claimedBy: processId, nextAttemptAt: null })
    .where('ticketId', '=', id)
    .execute()
}

const deadProcess = '00000000-0000-7000-8000-000000000000'

/** As if the request had never arrived. */
function removeFromTracker(issueId: string): void {
  world.jira.state.issues.delete(issueId)
  world.jira.state.index.delete(issueId)
}

test('Invariant 2 · an issue that exists although its answer was lost is found by its marker and linked', async () => {
  failCreation(world, { commitThenDrop: true })
  const title = freshTitle()
  const ticket = await create(world, { title })
  expect(ticket.delivery).toMatchObject({ state: 'done', attempts: 1 })
  expect(ticket.link.rawStatus).toBe('To Do')
  const texts = (await eventsOf(world, ticket.id)).map(({ text }) => text)
  expect(texts.join('\n')).toMatch(/Found as INFRA-\d+ by its marker/)
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('Invariant 2 · nothing is sent again before the tracker’s quiet period is over', async () => {
  failCreation(world, { dropBefore: true })
  const title = freshTitle()
  const ticket = await create(world, { title })
  expect(ticket.delivery.state).toBe('checking')
  const wait = Date.parse(ticket.delivery.nextAttemptAt) - world.clock.now().getTime()
  expect(wait).toBeGreaterThan(170_000)
  await later(120_000)
  expect([issuesOf(world, title).length, (await ticketOf(world, ticket.id)).delivery.state]).toEqual([
    0,
    'checking',
  ])
  await later()
  expect((await ticketOf(world, ticket.id)).delivery).toMatchObject({ state: 'done', attempts: 2 })
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('Invariant 3 · a copy that a person made of the issue is not taken for it', async () => {
  const title = freshTitle()
  const ticket = await create(world, { title })
  const [own] = issuesOf(world, title)
  if (!own) throw new Error('The issue was not created.')
  // Jira copies labels on cloning, but no entity property.
  const copy = { ...own, id: '99999', key: 'INFRA-9999', properties: {} }
  removeFromTracker(own.id)
  world.jira.state.issues.set(copy.id, copy)
  world.jira.state.index.set(copy.id, [{ issue: copy, writtenAt: 0, visibleAt: 0 }])
  await diedWhileSending(ticket.id, deadProcess)
  await world.hub.handlers.minute({})
  await later()
  await later()
  const { link } = await ticketOf(world, ticket.id)
  expect([link.issueId === copy.id, issuesOf(world, title).length]).toEqual([false, 2])
})

test('A search that fails says nothing: the creation stays in question and is never sent blindly', async () => {
  for (const status of [400, 403, 404, 401, 429, 503]) {
    failCreation(world, { commitThenDrop: true })
    world.jira.faults.rules.push({ when: { path: '/rest/api/3/search' }, times: 1, effect: { status } })
    const title = freshTitle()
    const ticket = await create(world, { title })
    expect([status, ['checking', 'parked'].includes(ticket.delivery.state)]).toEqual([status, true])
    expect(ticket.delivery.actions).not.toContain('retry')
    await world.api.post(`/v1/connections/${connectionId}/resume`)
    await later(120_000)
    const { delivery, link } = await ticketOf(world, ticket.id)
    if (delivery.state === 'parked')
      await act(ticket.id, 'link-existing', { issue: issuesOf(world, title)[0]?.key })
    else expect([status, link?.issueKey]).toEqual([status, issuesOf(world, title)[0]?.key])
    expect(issuesOf(world, title)).toHaveLength(1)
  }
})

test('Invariant 2 · what nobody can tell is parked for a person, who links the issue that exists', async () => {
  world.jira.faults.indexLagMs = 3_600_000
  const title = freshTitle()
  const id = await parked(title, { commitThenDrop: true })
  const ticket = await ticketOf(world, id)
  expect(ticket.delivery.waitingFor).toMatch(/a person/)
  expect(ticket.delivery.actions).toEqual(['link-existing', 'create-again', 'cancel'])
  const [issue] = issuesOf(world, title)
  const answer = await act(id, 'link-existing', { issue: `${world.jira.url}/browse/${issue?.key}` })
  expect([answer.status, answer.body.link.issueKey]).toEqual([200, issue?.key])
  expect((await ticketOf(world, id)).link.rawStatus).toBe('To Do')
  expect((await eventsOf(world, id)).map(({ text }) => text)).toContain(`Linked to ${issue?.key}.`)
  expect(issuesOf(world, title)).toHaveLength(1)
})

test.each([
  ['a key that does not exist', 'INFRA-4711'],
  ['a word', 'this one'],
  ['a broken address', '%E0%A4%A'],
  ['a broken address', 'https://example.com/%E0%A4%A'],
  ['an issue of another site', 'https://example.com/browse/INFRA-1'],
])('Linking to %s is refused with the field, and the ticket stays parked', async (_what, issue) => {
  const title = freshTitle()
  const id = await parked(title)
  const { status, body } = await act(id, 'link-existing', { issue })
  expect([status, body.errors?.[0].field]).toEqual([422, 'issue'])
  expect((await ticketOf(world, id)).delivery.state).toBe('parked')
  await act(id, 'cancel')
})

test('Invariant 2 · a person who has looked can create again, and cancel', async () => {
  const title = freshTitle()
  const id = await parked(title)
  const answer = await act(id, 'create-again')
  expect([answer.status, (await ticketOf(world, id)).delivery.state]).toEqual([200, 'done'])
  expect(issuesOf(world, title)).toHaveLength(1)
  const other = await parked(freshTitle())
  await act(other, 'cancel')
  const given = await ticketOf(world, other)
  expect([given.delivery.state, given.status]).toEqual(['cancelled', 'Closed'])
  expect((await act(other, 'create-again')).status).toBe(409)
})

test('What a state does not allow is refused with what it does allow, and changes nothing', async () => {
  const ticket = await create(world)
  for (const action of ['retry', 'cancel', 'create-again']) {
    const { status, body } = await act(ticket.id, action)
    expect([action, status]).toEqual([action, 409])
    expect(body.detail).toMatch(/creation is done/)
  }
  expect((await act(ticket.id, 'link-existing', { issue: ticket.link.issueKey })).status).toBe(409)
  expect(await ticketOf(world, ticket.id)).toEqual(ticket)
})

test.each([
  ['is found if it exists', true],
  ['is created once if it does not', false],
])('The issue of a process that died while sending %s', async (_what, exists) => {
  const title = freshTitle()
  const ticket = await create(world, { title })
  if (!exists) removeFromTracker(ticket.link.issueId)
  await diedWhileSending(ticket.id, deadProcess)
  await world.hub.handlers.minute({})
  await world.drain()
  if (!exists) expect((await ticketOf(world, ticket.id)).delivery.state).toBe('checking')
  await later()
  const after = await ticketOf(world, ticket.id)
  expect(after.delivery.state).toBe('done')
  expect(issuesOf(world, title).map(({ key }) => key)).toEqual([after.link.issueKey])
})

test('What this very process lost hold of, because its database failed it, is reconciled as well', async () => {
  const title = freshTitle()
  const ticket = await create(world, { title })
  await diedWhileSending(ticket.id, world.hub.deps.processId)
  await world.clock.advance(121_000)
  await world.hub.handlers.minute({})
  await later()
  expect((await ticketOf(world, ticket.id)).delivery.state).toBe('done')
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('What another living process is sending is left alone until that process is dead', async () => {
  const title = freshTitle()
  const ticket = await create(world, { title })
  const { db } = world.hub.deps.store
  await db
    .insertInto('processes')
    .values({ id: deadProcess, name: 'other:1', seenAt: world.clock.now() })
    .execute()
  await diedWhileSending(ticket.id, deadProcess)
  await world.hub.handlers.deliver({ deliveryId: ticket.delivery.id })
  await world.hub.handlers.minute({})
  await world.drain()
  expect((await ticketOf(world, ticket.id)).delivery.state).toBe('sending')
  await world.clock.advance(31_000)
  await world.hub.handlers.minute({})
  await world.drain()
  expect((await ticketOf(world, ticket.id)).delivery.state).toBe('done')
})

test('The comment of a process that died while sending is there once in the end', async () => {
  const ticket = await create(world)
  await world.api.post(`/v1/tickets/${ticket.id}/comments`, { text: 'Once only' })
  await world.drain()
  const { db } = world.hub.deps.store
  await db
    .updateTable('deliveries')
    .set({ state: 'sending', claimedBy: deadProcess })
    .where('ticketId', '=', ticket.id)
    .where('kind', '=', 'comment')
    .execute()
  await world.hub.handlers.minute({})
  await world.drain()
  await later()
  expect(world.jira.state.issues.get(ticket.link.issueId)?.comments).toHaveLength(1)
  const left = await db.selectFrom('deliveries').select('state').where('ticketId', '=', ticket.id).execute()
  expect(left.map(({ state }) => state)).toEqual(['done', 'done'])
})

test('The same delivery done by many workers at once is sent once', async () => {
  const title = freshTitle()
  const id = await ask(world, { title })
  const { delivery } = await ticketOf(world, id)
  await Promise.all(Array.from({ length: 6 }, () => world.hub.handlers.deliver({ deliveryId: delivery.id })))
  await world.drain()
  await later()
  expect((await ticketOf(world, id)).delivery).toMatchObject({ state: 'done', attempts: 1 })
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('A queued creation whose job was lost is picked up again', async () => {
  const id = await ask(world)
  await world.hub.deps.store.pool.query(`delete from pgboss.job where state = 'created'`)
  await world.clock.advance(61_000)
  await world.hub.handlers.minute({})
  await world.drain()
  expect((await ticketOf(world, id)).delivery.state).toBe('done')
})

test('A hub that is restarted goes on where it was: queued is sent, unknown is searched', async () => {
  const queued = await ask(world, { title: freshTitle() })
  failCreation(world, { commitThenDrop: true })
  world.jira.faults.rules.push({
    when: { path: '/rest/api/3/search' },
    times: 2,
    effect: { dropBefore: true },
  })
  const title = freshTitle()
  const unknown = await ask(world, { title })
  await world.hub.queue.drain(world.hub.handlers)
  await world.restart()
  await later(61_000)
  await later()
  expect((await ticketOf(world, queued)).delivery.state).toBe('done')
  expect((await ticketOf(world, unknown)).delivery.state).toBe('done')
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('Invariant 8 · searches that wait for a tracker that is away are asked for once, so that nobody else waits behind them', async () => {
  const title = freshTitle()
  const id = await ask(world, { title })
  await world.drain()
  await diedWhileSending(id, deadProcess)
  world.jira.faults.rules.push({ effect: { status: 503 } })
  const { pool } = world.hub.deps.store
  const waiting = async () => {
    const { rows } = await pool.query(
      `select count(*) from pgboss.job where name in ('deliver', 'rescue') and state = 'created'`,
    )
    return (rows[0] as { count: number }).count
  }
  await world.hub.handlers.minute({})
  await world.hub.queue.drain(world.hub.handlers)
  // Whoever had searched for it died as well.
  await world.database
    .updateTable('deliveries')
    .set({ claimedBy: deadProcess })
    .where('ticketId', '=', id)
    .execute()
  const once = await waiting()
  for (let tries = 0; tries < 10; tries += 1) {
    await world.hub.handlers.minute({})
    await world.hub.queue.drain(world.hub.handlers)
  }
  expect(await waiting()).toBeLessThanOrEqual(once + 1)
  world.jira.faults.rules.length = 0
  await later(61_000)
  await later()
  expect((await ticketOf(world, id)).delivery.state).toBe('done')
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('What a dead process left is asked for once, however often it is found before its turn comes', async () => {
  const titles = [freshTitle(), freshTitle(), freshTitle()]
  for (const title of titles) {
    const id = await ask(world, { title })
    await world.drain()
    await diedWhileSending(id, deadProcess)
  }
  for (let times = 0; times < 5; times += 1) await world.hub.handlers.minute({})
  const { rows } = await world.hub.deps.store.pool.query(
    `select count(*) from pgboss.job where name = 'rescue' and state = 'created'`,
  )
  expect((rows[0] as { count: number }).count).toBe(titles.length)
  await world.drain()
  await later()
  for (const title of titles) expect(issuesOf(world, title)).toHaveLength(1)
})
