import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FaultEffect } from '../../simulators/jira/index.ts'
import { ask, create, eventsOf, failCreation, issuesOf, logOf, ticketOf } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
})
afterAll(() => world?.close())
afterEach(() => {
  world.jira.faults.rules.length = 0
  world.jira.faults.indexLagMs = 0
})

const minutes = (count: number) => count * 60_000
let count = 0
const freshTitle = () => `Fault ${(count += 1)}`

/** Everything that is still to come, until nothing is left to wait for. */
async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await world.clock.advance(minutes(5))
    await world.drain()
  }
}

interface Refusal {
  title: string
  effect: FaultEffect
  kind: string
  says: RegExp
}
const refusals: Refusal[] = [
  { title: 'A69 · 403', effect: { status: 403 }, kind: 'forbidden', says: /Insufficient permission/ },
  { title: 'A70 · 404', effect: { status: 404 }, kind: 'not-found', says: /check the .*URL/ },
  { title: '400', effect: { status: 400 }, kind: 'invalid', says: /refused the content/ },
  { title: '422', effect: { status: 422 }, kind: 'invalid', says: /refused the content/ },
]

test.each(refusals)(
  '$title · a creation that the tracker refuses has failed, visibly, and is not sent again by itself',
  async ({ effect, kind, says }) => {
    failCreation(world, effect)
    const title = freshTitle()
    const ticket = await create(world, { title })
    expect(ticket.delivery).toMatchObject({ state: 'failed', attempts: 1, waitingFor: null })
    expect([ticket.delivery.nextAttemptAt, ticket.delivery.fault.kind]).toEqual([null, kind])
    expect(ticket.delivery.fault.remedy).toMatch(says)
    expect([ticket.status, ticket.link]).toEqual(['New', null])
    const [event] = await eventsOf(world, ticket.id)
    expect(event).toMatchObject({ kind: 'error', text: expect.stringMatching(says) })
    const [line] = await logOf(world, `&ticket=${ticket.id}`)
    expect(line).toMatchObject({ level: 'error', message: expect.stringContaining('Creation in Jira Cloud') })
    await settle()
    expect(issuesOf(world, title)).toEqual([])
    expect((await ticketOf(world, ticket.id)).delivery.actions).toEqual(['retry', 'link-existing', 'cancel'])
    await world.api.post(`/v1/tickets/${ticket.id}/retry`)
    await world.drain()
    expect((await ticketOf(world, ticket.id)).delivery.state).toBe('done')
    expect(issuesOf(world, title)).toHaveLength(1)
  },
)

test('A74, A75 · a creation that lacks a required field waits for it, with the tracker’s own words', async () => {
  const { projects } = world.jira.state
  const infra = projects.find(({ key }) => key === 'INFRA')
  infra?.requiredFields.push({ id: 'customfield_1', name: 'Cost centre' })
  const { id, delivery } = await create(world)
  expect(delivery).toMatchObject({ state: 'waiting', attempts: 1, nextAttemptAt: null })
  expect(delivery.waitingFor).toContain('needs a value for “Cost centre”')
  expect(delivery.heldByRoute.missing).toEqual([{ id: 'customfield_1', name: 'Cost centre', type: 'text' }])
  expect(delivery.fault).toMatchObject({ kind: 'invalid', status: 400 })
  expect(delivery.fault.fields).toEqual({ customfield_1: 'Cost centre is required.' })
  const [line] = await logOf(world, `&ticket=${id}`)
  expect(line).toMatchObject({ level: 'error', message: expect.stringContaining('Cost centre is required') })
  infra?.requiredFields.pop()
  expect((await world.api.post(`/v1/tickets/${id}/retry`)).status).toBe(200)
  await world.drain()
  expect((await ticketOf(world, id)).delivery.state).toBe('done')
})

test('A creation that the tracker could not take at this moment is tried again with a growing pause', async () => {
  for (const status of [409, 423, 412]) failCreation(world, { status })
  const title = freshTitle()
  const { id } = await create(world, { title })
  const waits = []
  for (let time = 1; time <= 3; time += 1) {
    const { delivery } = await ticketOf(world, id)
    expect(delivery).toMatchObject({ state: 'waiting', attempts: time, fault: { kind: 'conflict' } })
    expect(delivery.waitingFor).toMatch(/may pass/)
    const wait = Date.parse(delivery.nextAttemptAt) - world.clock.now().getTime()
    waits.push(wait)
    await world.clock.advance(wait + 100)
    await world.drain()
  }
  expect([waits[0]! < 5_000, waits[1]! > waits[0]!, waits[2]! > waits[1]!]).toEqual([true, true, true])
  expect((await ticketOf(world, id)).delivery).toMatchObject({ state: 'done', attempts: 4 })
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('A76, AX20 · Retry-After is obeyed to the second, and the same creation then succeeds', async () => {
  failCreation(world, { status: 429, retryAfter: 90, reason: 'jira-quota-global-based' })
  const title = freshTitle()
  const ticket = await create(world, { title })
  expect(ticket.delivery).toMatchObject({ state: 'waiting', attempts: 0 })
  expect(ticket.delivery.waitingFor).toMatch(/asked for a pause/)
  expect(ticket.delivery.fault).toMatchObject({ kind: 'rate-limited', code: 'jira-quota-global-based' })
  const wait = Date.parse(ticket.delivery.nextAttemptAt) - world.clock.now().getTime()
  expect([wait > 80_000, wait <= 90_000]).toEqual([true, true])
  await world.clock.advance(80_000)
  await world.drain()
  expect(issuesOf(world, title)).toEqual([])
  await world.clock.advance(11_000)
  await world.drain()
  expect((await ticketOf(world, ticket.id)).delivery.state).toBe('done')
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('A76 · while the tracker asks for a pause, nothing else is sent with the same credential', async () => {
  failCreation(world, { status: 429, retryAfter: 60 })
  await create(world)
  const before = world.jira.calls.length
  const others = [await create(world), await create(world)]
  expect(world.jira.calls.length).toBe(before)
  for (const other of others) expect(other.delivery.state).toBe('waiting')
  await settle()
  for (const { id } of others) expect((await ticketOf(world, id)).delivery.state).toBe('done')
})

test('A76, AX20 · more creations than the ceiling allows are spaced out, and the tracker never has to refuse one', async () => {
  const id = (await world.api.get('/v1/me')).body.activeConnection.id
  const settings = (requestsPerMinute: number) =>
    world.api.call('PATCH', `/v1/connections/${id}/settings`, { body: { requestsPerMinute } })
  await settings(60)
  world.jira.faults.rateLimit = { limit: 20, windowMs: 10_000, reason: 'jira-burst-based' }
  const before = world.jira.calls.length
  const ids = []
  for (let one = 0; one < 40; one += 1) ids.push(await ask(world))
  await world.drain()
  await settle()
  for (const ticket of ids) expect((await ticketOf(world, ticket)).delivery.state).toBe('done')
  expect(world.jira.calls.slice(before).filter(({ status }) => status === 429)).toEqual([])
  world.jira.faults.rateLimit = null
  await settings(300)
})

/** Answers that leave open whether the issue was created, and whether it was. */
const open: [string, FaultEffect, boolean][] = [
  ['500', { status: 500 }, false],
  ['500 after the work was done', { status: 500, commit: true }, true],
  ['502', { status: 502 }, false],
  ['503', { status: 503 }, false],
  ['503 with Retry-After', { status: 503, retryAfter: 30 }, false],
  ['504 after the work was done', { status: 504, commit: true }, true],
  ['a connection that breaks after the work was done', { commitThenDrop: true }, true],
  ['a connection that breaks before', { dropBefore: true }, false],
  ['a connection that breaks, and the work done late', { commitLateMs: 60 }, true],
  ['a login page', { html: true }, false],
  ['half a JSON', { halfJson: true }, true],
  ['an empty body', { emptyBody: true }, true],
]

describe.each([0, 120_000])('With an index that lags %i ms,', (lag) => {
  test.each(open)('after %s there is exactly one issue in the end', async (_what, effect, done) => {
    world.jira.faults.indexLagMs = lag
    failCreation(world, effect)
    const title = freshTitle()
    const id = await ask(world, { title })
    const before = world.jira.calls.length
    await world.hub.queue.drain(world.hub.handlers)
    const { delivery } = await ticketOf(world, id)
    expect(['checking', 'done']).toContain(delivery.state)
    if (delivery.state === 'checking') {
      expect(delivery.waitingFor).toMatch(/answer was lost/)
      expect(delivery.actions).toEqual([])
      expect(delivery.nextAttemptAt).not.toBeNull()
    }
    await world.drain()
    await settle()
    const ticket = await ticketOf(world, id)
    expect(ticket.delivery).toMatchObject({ state: 'done', fault: null, waitingFor: null })
    expect(issuesOf(world, title).map(({ key }) => key)).toEqual([ticket.link.issueKey])
    const posts = world.jira.calls.slice(before).filter((call) => call.path === '/rest/api/3/issue')
    expect(posts.filter(({ method }) => method === 'POST')).toHaveLength(done ? 1 : 2)
    const kinds = (await eventsOf(world, id)).map(({ kind }) => kind)
    expect(kinds).toContain('error')
    expect((await logOf(world, `&ticket=${id}`))[0]).toMatchObject({ level: 'warning' })
  })
})

test.each([
  ['nulls', { nulls: true }],
  ['unknown members', { unknownMembers: true }],
])('Answers with %s are understood', async (_what, effect) => {
  failCreation(world, effect)
  const ticket = await create(world)
  expect(ticket.delivery.state).toBe('done')
})

test('A creation that meets one fault after the other still ends as one issue', async () => {
  for (const effect of [{ status: 503 }, { html: true }, { dropBefore: true }, { commitThenDrop: true }]) {
    failCreation(world, effect)
  }
  const title = freshTitle()
  const id = await ask(world, { title })
  await world.drain()
  await settle()
  await settle()
  expect((await ticketOf(world, id)).delivery.state).toBe('done')
  expect(issuesOf(world, title)).toHaveLength(1)
})

test('Invariant 8 · one ticket that fails does not hold up the others', async () => {
  failCreation(world, { status: 400 })
  failCreation(world, { status: 503 })
  const ids = [await ask(world), await ask(world), await ask(world), await ask(world)]
  await world.drain()
  const states = []
  for (const id of ids) states.push((await ticketOf(world, id)).delivery.state)
  expect(states.toSorted((one, other) => one.localeCompare(other))).toEqual([
    'checking',
    'done',
    'done',
    'failed',
  ])
  await settle()
})

test('A comment that the tracker refused shows on its ticket, and can be tried again or given up', async () => {
  const ticket = await create(world)
  const when = { method: 'POST', path: '/rest/api/3/issue/*/comment$' }
  world.jira.faults.rules.push({ when, times: 2, effect: { status: 403 } })
  const path = `/v1/tickets/${ticket.id}`
  for (const text of ['Tried again', 'Given up']) await world.api.post(`${path}/comments`, { text })
  await world.drain()
  const { delivery } = await ticketOf(world, ticket.id)
  expect(delivery).toMatchObject({ kind: 'comment', state: 'failed', actions: ['retry', 'cancel'] })
  expect((await world.api.post(`${path}/cancel`)).status).toBe(200)
  expect((await world.api.post(`${path}/retry`)).status).toBe(200)
  await world.drain()
  const after = await ticketOf(world, ticket.id)
  expect(after).toMatchObject({ status: 'New', delivery: { kind: 'create', state: 'done' } })
  expect(world.jira.state.issues.get(ticket.link.issueId)?.comments).toHaveLength(1)
})
