import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  callsTo,
  connectionOf,
  create,
  eventsOf,
  logOf,
  moves,
  pass,
  person,
  recommend,
  ticketOf,
  untilPolled,
} from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await startWorld()
  id = await world.connectJira()
})
afterAll(() => world?.close())
afterEach(() => {
  world.jira.faults.rules.length = 0
  world.jira.faults.indexLagMs = 0
})

/** A ticket whose issue the hub has seen, moved along by a person and seen again. */
async function moved(...transitions: string[]) {
  const ticket = await create(world)
  await untilPolled(world)
  for (const transition of transitions) await person(world, ticket.link.issueKey, { transition })
  await untilPolled(world)
  return ticketOf(world, ticket.id)
}

const settings = (body: object) => world.api.call('PATCH', `/v1/connections/${id}/settings`, { body })

test('A4, A51, A57 · polling brings status, assignee and the time of the last check back', async () => {
  const ticket = await create(world)
  expect(ticket.link).toMatchObject({ rawStatus: null, assignee: null, lastSyncedAt: null })
  await untilPolled(world)
  const seen = await ticketOf(world, ticket.id)
  expect(seen.link).toMatchObject({ rawStatus: 'To Do', statusMapped: true, assignee: null, following: true })
  expect(seen.link.lastSyncedAt).not.toBeNull()
  const { people } = world.jira.state
  const mara = people.find(({ name }) => name === 'Mara Lindqvist')
  await person(world, ticket.link.issueKey, { transition: moves.start, assign: mara?.accountId ?? '' })
  await untilPolled(world)
  const after = await ticketOf(world, ticket.id)
  expect(after).toMatchObject({ status: 'Active', statusCategory: 'Active' })
  expect(after.link).toMatchObject({ rawStatus: 'In Progress', assignee: 'Mara Lindqvist' })
  expect(Date.parse(after.link.lastSyncedAt)).toBeGreaterThan(Date.parse(seen.link.lastSyncedAt))
  const texts = (await eventsOf(world, ticket.id)).map(({ text }) => text)
  expect(texts).toContain('To Do → In Progress (Active).')
  expect(texts).toContain('Assigned to Mara Lindqvist.')
  await person(world, ticket.link.issueKey, { assign: '' })
  await untilPolled(world)
  expect((await ticketOf(world, ticket.id)).link.assignee).toBeNull()
})

test('A51 · polling is every 15 minutes unless the connection says otherwise', async () => {
  await untilPolled(world)
  const before = callsTo(world, '/search')
  await pass(world, 10)
  expect(callsTo(world, '/search')).toBe(before)
  await pass(world, 5)
  expect(callsTo(world, '/search')).toBe(before + 1)
  expect((await connectionOf(world, id)).settings.pollMinutes).toBe(15)
  await settings({ pollMinutes: 2 })
  await pass(world, 3)
  expect(callsTo(world, '/search')).toBe(before + 2)
  await settings({ pollMinutes: 15 })
})

test('A57 · a poll that saw no change counts as a check of every issue it knows', async () => {
  const ticket = await moved()
  await pass(world, 16)
  const later = await ticketOf(world, ticket.id)
  expect(Date.parse(later.link.lastSyncedAt)).toBeGreaterThan(Date.parse(ticket.link.lastSyncedAt))
  expect(later.updatedAt).toBe(ticket.updatedAt)
})

test.each([
  ['To Do', [], 'New'],
  ['In Progress', [moves.start], 'Active'],
  ['Done', [moves.done], 'Resolved'],
  ['Closed', [moves.close], 'Closed'],
])('A53, A55, AX11 · %s normalises', async (raw, transitions, category) => {
  const ticket = await moved(...transitions)
  expect(ticket.link.rawStatus).toBe(raw)
  expect([ticket.statusCategory, ticket.status]).toEqual([category, category])
  expect(ticket.link.statusReason.rule).toBe('provider status table')
})

test.each([
  ['To Do', 'Open', 'New'],
  ['Done', 'Resolved', 'Resolved'],
])('A55 · where %s is called %s, it normalises too', async (name, called, category) => {
  const status = world.jira.state.statuses.find((one) => one.name === name)
  status!.name = called
  const ticket = await moved(...(category === 'Resolved' ? [moves.done] : []))
  status!.name = name
  expect(ticket).toMatchObject({ statusCategory: category, link: { rawStatus: called, statusMapped: true } })
})

test('AX12 · the case and the blanks of a status name do not matter', async () => {
  const status = world.jira.state.statuses.find(({ name }) => name === 'In Progress')
  status!.name = '  IN  progress '
  const ticket = await moved(moves.start)
  status!.name = 'In Progress'
  expect(ticket).toMatchObject({ statusCategory: 'Active', link: { statusMapped: true } })
})

test('AX10 · an unmapped status is kept raw, flagged, counted and suggested, and the ticket keeps its status', async () => {
  const ticket = await moved(moves.waitForVendor)
  expect(ticket.statusCategory).toBe('New')
  expect(ticket.link).toMatchObject({ rawStatus: 'Waiting for vendor', statusMapped: false })
  expect(ticket.link.statusReason).toMatchObject({ fallback: true, setAside: ['Active'] })
  const connection = await connectionOf(world, id)
  expect(connection.counts.unmapped).toBe(1)
  expect(connection.unmappedStatuses).toEqual([
    { name: 'Waiting for vendor', count: 1, suggestion: 'Active' },
  ])
  const { body } = await world.api.get('/v1/tickets?unmapped=true')
  expect(body.items.map((one: { id: string }) => one.id)).toEqual([ticket.id])
})

test('AX10 · mapping a status is applied at once to the tickets that have it, and a correction of the mapping too', async () => {
  const [waiting] = (await world.api.get('/v1/tickets?unmapped=true')).body.items
  await settings({ statusAdditions: { Closed: ['waiting FOR vendor'] } })
  await world.drain()
  const wrong = await ticketOf(world, waiting.id)
  expect(wrong).toMatchObject({ statusCategory: 'Closed', link: { statusMapped: true } })
  expect(wrong.link.statusReason.rule).toBe('connection status table')
  await settings({ statusAdditions: { Active: ['Waiting for vendor'] } })
  await world.drain()
  expect((await ticketOf(world, waiting.id)).statusCategory).toBe('Active')
  expect((await connectionOf(world, id)).unmappedStatuses).toEqual([])
  await settings({ statusAdditions: {} })
  await world.drain()
  expect((await ticketOf(world, waiting.id)).link.statusMapped).toBe(false)
})

test('AX18, AX25 · a closed ticket frees its recommendation, and reopening takes it back', async () => {
  const recommendationId = await recommend(world)
  const ticket = await create(world, { recommendationId })
  await person(world, ticket.link.issueKey, { transition: moves.done })
  await untilPolled(world)
  const state = async () => (await world.api.get(`/v1/recommendations/${recommendationId}`)).body.ticket
  expect(await state()).toMatchObject({ open: false, statusCategory: 'Resolved' })
  await pass(world, 24 * 60)
  await person(world, ticket.link.issueKey, { transition: moves.reopen })
  await untilPolled(world)
  expect(await state()).toMatchObject({ open: true, statusCategory: 'New' })
})

test('AX18 · an issue that is reopened while another ticket has taken the recommendation stays without it', async () => {
  const recommendationId = await recommend(world)
  const first = await create(world, { recommendationId })
  await person(world, first.link.issueKey, { transition: moves.done })
  await untilPolled(world)
  const second = await create(world, { recommendationId })
  await person(world, first.link.issueKey, { transition: moves.reopen })
  await untilPolled(world)
  expect((await ticketOf(world, first.id)).statusCategory).toBe('New')
  const { body } = await world.api.get(`/v1/recommendations/${recommendationId}`)
  expect(body.ticket).toMatchObject({ id: second.id, open: true })
})

test('Invariant 5 · what the overlap shows again is not read again', async () => {
  await moved(moves.start)
  const before = callsTo(world, '/issue/bulkfetch')
  await settings({ pollMinutes: 1 })
  await pass(world, 2)
  await pass(world, 2)
  await settings({ pollMinutes: 15 })
  expect(callsTo(world, '/issue/bulkfetch')).toBe(before)
})

test('Invariant 5 · a change that the index shows late is not missed', async () => {
  const ticket = await moved()
  world.jira.faults.indexLagMs = 4 * 60_000
  await person(world, ticket.link.issueKey, { transition: moves.done })
  await settings({ pollMinutes: 1 })
  await pass(world, 2)
  expect((await ticketOf(world, ticket.id)).statusCategory).toBe('New')
  await pass(world, 2)
  await pass(world, 2)
  await settings({ pollMinutes: 15 })
  expect((await ticketOf(world, ticket.id)).statusCategory).toBe('Resolved')
})

test.each([
  ['a 401', { status: 401 }],
  ['a 403', { status: 403 }],
  ['a 404', { status: 404 }],
  ['a 500', { status: 500 }],
  ['a login page', { html: true }],
  ['an empty body', { emptyBody: true }],
  ['half a JSON', { halfJson: true }],
])(
  'Invariant 7 · %s in answer to polling changes no ticket, and is shown and logged',
  async (_what, effect) => {
    const ticket = await moved(moves.start)
    await person(world, ticket.link.issueKey, { transition: moves.done })
    for (const path of ['/rest/api/3/search', '/rest/api/3/issue/bulkfetch']) {
      world.jira.faults.rules.push({ when: { path }, effect })
      await untilPolled(world)
      world.jira.faults.rules.length = 0
      const after = await ticketOf(world, ticket.id)
      expect(after.link).toMatchObject({ rawStatus: 'In Progress', state: 'linked' })
      expect(after.statusCategory).toBe('Active')
      const { sync } = await connectionOf(world, id)
      expect(sync.fault).not.toBeNull()
      expect((await logOf(world))[0]?.message).toMatch(/Status sync|cannot be reached|is paused/)
    }
    await untilPolled(world)
    expect((await ticketOf(world, ticket.id)).statusCategory).toBe('Resolved')
    expect((await connectionOf(world, id)).sync.fault).toBeNull()
  },
)

test('An older reading never overwrites a newer one', async () => {
  const ticket = await moved(moves.start)
  const { issues } = world.jira.state
  const newer = issues.get(ticket.link.issueId)
  issues.set(ticket.link.issueId, { ...newer!, statusId: '10001', updated: newer!.updated - 1_000 })
  await world.hub.handlers.refresh({ linkId: ticket.link.id })
  expect((await ticketOf(world, ticket.id)).link.rawStatus).toBe('In Progress')
  issues.set(ticket.link.issueId, newer!)
})

test('A73, AX15 · opening a ticket asks for a reading, however often at most every two seconds; the list asks for none', async () => {
  const ticket = await create(world)
  await person(world, ticket.link.issueKey, { transition: moves.done })
  const before = callsTo(world, '/issue/bulkfetch')
  await world.api.get('/v1/tickets')
  const sync = () => world.api.post(`/v1/tickets/${ticket.id}/sync`)
  await Promise.all([sync(), sync(), sync()])
  expect((await sync()).status).toBe(200)
  await world.drain()
  expect(callsTo(world, '/issue/bulkfetch')).toBe(before + 1)
  expect((await ticketOf(world, ticket.id)).statusCategory).toBe('Resolved')
  await sync()
  await world.drain()
  expect(callsTo(world, '/issue/bulkfetch')).toBe(before + 1)
  await world.clock.advance(11_000)
  await sync()
  await world.drain()
  expect(callsTo(world, '/issue/bulkfetch')).toBe(before + 2)
})

test('A73 · “sync now” on the connection asks the tracker at once', async () => {
  const ticket = await moved()
  await person(world, ticket.link.issueKey, { transition: moves.start })
  expect((await world.api.post(`/v1/connections/${id}/sync`)).status).toBe(200)
  await world.drain()
  expect((await ticketOf(world, ticket.id)).statusCategory).toBe('Active')
})

test('Polling costs one search when nothing has changed, however many issues are linked', async () => {
  for (let count = 0; count < 5; count += 1) await create(world)
  await untilPolled(world)
  await untilPolled(world)
  const before = world.jira.calls.length
  await untilPolled(world)
  expect(world.jira.calls.length - before).toBe(1)
})
