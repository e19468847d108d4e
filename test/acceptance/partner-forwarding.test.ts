import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { partner, type Partner } from '../setup/partner.ts'
import { issuesOf, moves, person, untilPolled } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let one: Partner
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
})
afterAll(() => world?.close())
beforeEach(async () => {
  one = await partner(world)
  await settings({ forward: true, clearCodes: {} })
})

async function settings(body: object): Promise<void> {
  expect((await world.api.patch('/v1/desk-settings', body)).status).toBe(200)
}

const read = async (alias: string) => (await world.api.get(`/v1/service-tickets/${alias}`)).body
const eventsOf = async (alias: string) => (await one.api.get(`/api/tickets/${alias}/events/`)).body

/** A ticket whose issue is there. */
async function forwarded() {
  const { body } = await one.api.post('/api/tickets/', one.newTicket())
  await world.drain()
  await untilPolled(world)
  const ticket = await read(body.alias)
  return { alias: body.alias as string, key: ticket.link?.issueKey as string }
}

async function moved(key: string, ...transitions: string[]): Promise<void> {
  for (const transition of transitions) await person(world, key, { transition })
  await untilPolled(world)
}

test('DX33 · Off by default: no issue is made of a service ticket', async () => {
  await settings({ forward: false })
  const { key, alias } = await forwarded()
  expect(key).toBeUndefined()
  expect((await read(alias)).delivery).toBeNull()
})

test('DX33 · Switched on, one issue is made of each new ticket, with what an engineer should know', async () => {
  const { key, alias } = await forwarded()
  const issue = issuesOf(world).find((found) => found.key === key)
  expect(issuesOf(world, issue?.summary)).toHaveLength(1)
  const text = JSON.stringify(issue)
  for (const word of [
    one.operator.displayName,
    one.services[0].alias,
    one.run.alias,
    'No synchronisation on the port.',
  ]) {
    expect(text).toContain(word)
  }
  expect((await read(alias)).status).toBe('open')
})

test('DX33 · An issue under way leaves the ticket open; a resolved one asks for a clear code', async () => {
  const { alias, key } = await forwarded()
  await moved(key, moves.start)
  expect(await read(alias)).toMatchObject({ status: 'open', asksClearCode: false })
  await moved(key, moves.done)
  expect(await read(alias)).toMatchObject({ status: 'open', asksClearCode: true })
  const event = { status: 'cleared', clearCode: 'modem' }
  expect((await world.api.post(`/v1/service-tickets/${alias}/events`, event)).status).toBe(201)
  expect(await read(alias)).toMatchObject({ status: 'cleared', asksClearCode: false })
})

test('DX33 · Where a rule says with which code, a resolved issue clears the ticket, once, as the desk', async () => {
  await settings({ clearCodes: { DONE: 'throughput_packet_loss' } })
  const { alias, key } = await forwarded()
  await moved(key, moves.start, moves.done)
  await untilPolled(world)
  const events = await eventsOf(alias)
  expect(events.filter(({ status }: { status: string }) => status === 'cleared')).toMatchObject([
    { clear_code: 'throughput_packet_loss', responsability: 'Covage' },
  ])
  expect((await one.api.get(`/api/tickets/${alias}/`)).body.next_available_status).toEqual(['closed'])
})

test('DX33 · An issue that is reopened reopens a cleared ticket, and leaves a closed one alone', async () => {
  await settings({ clearCodes: { '*': 'other_kosc' } })
  const { alias, key } = await forwarded()
  await moved(key, moves.start, moves.done)
  await moved(key, moves.reopen)
  expect((await eventsOf(alias))[0]).toMatchObject({ status: 'reopen', clear_code: null })
  await moved(key, moves.start, moves.done)
  await one.api.post(`/api/tickets/${alias}/events/`, { status: 'closed' })
  await moved(key, moves.reopen)
  expect((await read(alias)).status).toBe('closed')
})

test('X2 · What operator and desk say goes to the issue as a comment, once; what is said there stays there', async () => {
  const { alias, key } = await forwarded()
  await one.api.post(`/api/tickets/${alias}/events/`, { comment: 'Still no light on the modem' })
  await world.api.post(`/v1/service-tickets/${alias}/events`, { comment: 'A colleague is on the way' })
  await world.drain()
  const issue = issuesOf(world).find((found) => found.key === key)
  const said = JSON.stringify(issue?.comments)
  expect(said.split('Still no light on the modem')).toHaveLength(2)
  expect(said.split('A colleague is on the way')).toHaveLength(2)
  world.jira.team.comment(key, 'Internal: the DSLAM is old')
  await untilPolled(world)
  expect(JSON.stringify(await eventsOf(alias))).not.toContain('DSLAM')
})

test('DX33 · A ticket from before is forwarded by hand, once', async () => {
  await settings({ forward: false })
  const { alias } = await forwarded()
  const forward = () => world.api.post(`/v1/service-tickets/${alias}/forward`)
  const answers = await Promise.all([forward(), forward(), forward()])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(2)
  await world.drain()
  const ticket = await read(alias)
  expect(ticket.link.issueKey).toMatch(/^INFRA-\d+$/u)
  expect((await forward()).body.detail).toContain(ticket.link.issueKey)
})

test('DX33 · A rule with a code or a member that is none is refused, and nothing changes', async () => {
  const before = (await world.api.get('/v1/desk-settings')).body
  for (const body of [{ clearCodes: { Done: 'rain' } }, { forward: 'yes' }, { clearcodes: {} }]) {
    expect((await world.api.patch('/v1/desk-settings', body)).status).toBe(422)
  }
  expect((await world.api.get('/v1/desk-settings')).body).toEqual(before)
})
