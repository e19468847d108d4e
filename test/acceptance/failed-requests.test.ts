import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ask, create, eventsOf, failCreation, issuesOf, ticketOf } from '../setup/scene.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let connection: string
beforeAll(async () => {
  world = await startWorld()
  connection = await world.connectJira()
})
afterAll(() => world?.close())
/** Everything that failed is given up, so that each test has a table of its own. */
afterEach(async () => {
  world.jira.faults.rules.length = 0
  for (const { id } of await failed()) await world.api.post(`/v1/tickets/${id}/cancel`)
})

// What is looked at differs from test to test.
// oxlint-disable-next-line typescript/no-explicit-any
type Row = any

async function failed(query = ''): Promise<Row[]> {
  const { status, body } = await world.api.get(`/v1/failed-requests?limit=200${query}`)
  expect(status).toBe(200)
  return body.items
}
const causes = async (): Promise<Row[]> => (await world.api.get('/v1/failed-requests/causes')).body.items
const preview = async (which: object) => (await world.api.post('/v1/failed-requests/preview', which)).body
const replay = (which: object) => world.api.post('/v1/failed-requests/replay', which)
const progress = async (): Promise<Row[]> => (await world.api.get('/v1/failed-requests/replays')).body.items
const settings = (body: object) => world.api.call('PATCH', `/v1/connections/${connection}/settings`, { body })

/** So many tickets whose creation the tracker has refused; their ids, the oldest first. */
async function refused(count: number, { status = 400, title = 'Refused' } = {}): Promise<string[]> {
  failCreation(world, { status }, count)
  const ids = []
  for (let one = 0; one < count; one += 1) ids.push(await ask(world, { title }))
  await world.drain()
  return ids
}

/** A ticket of which nobody can tell whether its issue exists. */
async function parked(): Promise<string> {
  const id = await ask(world, { title: 'Parked' })
  const waitingFor = 'a person to say whether the issue exists'
  await world.database
    .updateTable('deliveries')
    .set({ state: 'parked', waitingFor })
    .where('ticketId', '=', id)
    .execute()
  await world.drain()
  return id
}

describe('Failed Ticket Requests', () => {
  test('B28, B31, BX11, BX12 · a refused creation is recorded with its codes, message and description', async () => {
    const [id = ''] = await refused(1)
    const { alias, delivery } = await ticketOf(world, id)
    const [row] = await failed()
    expect(row).toMatchObject({
      id,
      alias,
      state: 'failed',
      attempts: 1,
      alarm: null,
      appErrorCode: 'invalid',
      httpErrorCode: 400,
      errorMessage: delivery.fault.detail,
      connection: { id: connection, name: 'Jira Cloud' },
      actions: ['retry', 'link-existing', 'cancel'],
    })
    expect(row.errorDescription).toContain(delivery.fault.detail)
    expect(row.errorDescription).toMatch(/refused the content: correct the named fields/)
  })

  test('B28 · one that needs a decision is among them, and says so; a failed comment is none', async () => {
    const id = await parked()
    const commented = await create(world)
    world.jira.faults.rules.push({
      when: { method: 'POST', path: '/rest/api/3/issue/*/comment$' },
      effect: { status: 400 },
    })
    await world.api.post(`/v1/tickets/${commented.id}/comments`, { text: 'Hello' })
    await world.drain()
    expect((await ticketOf(world, commented.id)).delivery).toMatchObject({ kind: 'comment', state: 'failed' })
    const rows = await failed()
    expect(rows.map((row) => [row.id, row.state])).toEqual([[id, 'parked']])
    expect(rows[0].errorDescription).toContain('a person to say whether the issue exists')
  })

  test('Filters, and pages by keyset with an honest count', async () => {
    const ids = await refused(3, { title: 'A page each' })
    await refused(1, { status: 403, title: 'Another cause' })
    const first = await world.api.get('/v1/failed-requests?limit=2&q=A+page+each')
    expect([first.body.items.length, first.body.total]).toEqual([2, { count: 3, capped: false }])
    const { body } = await world.api.get(`/v1/failed-requests?limit=2&q=A+page+each&after=${first.body.next}`)
    expect([body.items.map(({ id }: Row) => id), body.next]).toEqual([[ids[0]], null])
    expect(await failed(`&connectionId=${connection}`)).toHaveLength(4)
    expect(await failed(`&connectionId=${crypto.randomUUID()}`)).toEqual([])
    expect(await failed('&alarms=true')).toEqual([])
    expect(await failed('&q=forbidden')).toHaveLength(1)
    const [alias] = (await failed('&q=403')).map((row) => row.alias)
    expect(await failed(`&q=${alias}`)).toHaveLength(1)
    const wrong = await world.api.get('/v1/failed-requests?cause=x')
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([400, 'cause'])
  })

  test('What failed for the same cause stands together, with its count, an example and the remedy', async () => {
    const ids = await refused(3)
    await refused(1, { status: 403 })
    const [most, least] = await causes()
    expect(most).toMatchObject({ count: 3, replayable: 3, fault: { kind: 'invalid', status: 400 } })
    expect(most.fault.remedy).toMatch(/correct the named fields/)
    expect(most.example.alias).toBe((await ticketOf(world, ids[2] ?? '')).alias)
    expect(least).toMatchObject({ count: 1, fault: { kind: 'forbidden' } })
    const rows = await failed(`&cause=${most.cause}`)
    expect(rows.map(({ id }) => id)).toEqual(ids.toReversed())
  })

  test('Another workspace sees nothing of it', async () => {
    const [id] = await refused(1)
    const stranger = await otherWorkspace(world)
    expect((await stranger.get('/v1/failed-requests')).body.total.count).toBe(0)
    expect((await stranger.get('/v1/failed-requests/causes')).body.items).toEqual([])
    expect((await stranger.post('/v1/failed-requests/replay', { ids: [id] })).status).toBe(404)
    expect((await stranger.post('/v1/failed-requests/replay', { all: true })).body.count).toBe(0)
    expect((await ticketOf(world, id ?? '')).delivery.state).toBe('failed')
  })
})

describe('Replay', () => {
  test('The preview says in numbers what would happen, and sends nothing', async () => {
    await settings({ requestsPerMinute: 60 })
    const ids = await refused(7)
    const lone = await parked()
    const calls = world.jira.calls.length
    const plan = await preview({ all: true })
    const aliases = await Promise.all(ids.map(async (id) => (await ticketOf(world, id)).alias))
    expect(plan).toMatchObject({ count: 7, first: aliases.slice(0, 5), remaining: { count: 0 } })
    const [jira] = plan.connections
    expect(jira).toMatchObject({ count: 7, perMinute: 30, requestsPerMinute: 60 })
    expect(jira.destinations).toEqual([{ label: expect.stringContaining('INFRA'), count: 7 }])
    expect(Date.parse(jira.lastAt) - Date.parse(jira.firstAt)).toBe(10_000)
    expect(plan.leftOut).toEqual([
      {
        reason: expect.stringContaining('could create a second one'),
        count: 1,
        examples: [(await ticketOf(world, lone)).alias],
      },
    ])
    expect(world.jira.calls.length).toBe(calls)
    expect(await failed()).toHaveLength(8)
  })

  test('A replay sends the oldest first, at half of the budget, and new tickets get through', async () => {
    await settings({ requestsPerMinute: 60 })
    const ids = await refused(12, { title: 'Replayed' })
    const { status, body } = await replay({ all: true })
    expect([status, body.count]).toEqual([200, 12])
    await world.drain()
    const states = async () =>
      Promise.all(ids.map(async (id) => (await ticketOf(world, id)).delivery.state as string))
    expect(await states()).toEqual([...Array(5).fill('done'), ...Array(7).fill('waiting')])
    const { delivery } = await ticketOf(world, ids[5] ?? '')
    expect(delivery).toMatchObject({ waitingFor: 'its turn in a replay', attempts: 0 })
    const fresh = await create(world, { title: 'Fresh' })
    expect(fresh.delivery.state).toBe('done')
    expect((await progress())[0]).toMatchObject({ id: body.id, total: 12, waiting: 7, done: 5 })
    const turns = await Promise.all(
      ids.slice(5).map(async (id) => Date.parse((await ticketOf(world, id)).delivery.nextAttemptAt)),
    )
    const start = Date.parse(body.connections[0].firstAt)
    expect(turns.map((turn) => turn - start)).toEqual([...Array(5).fill(10_000), ...Array(2).fill(20_000)])
    for (let step = 0; step < 2; step += 1) {
      await world.clock.advance(10_000)
      await world.drain()
    }
    expect((await progress())[0]).toMatchObject({ waiting: 0, done: 12, failed: 0, lastTurnAt: null })
    expect(issuesOf(world, 'Replayed')).toHaveLength(12)
    expect(await failed()).toEqual([])
    const texts = (await eventsOf(world, ids[0] ?? '')).map(({ text }) => text)
    expect(texts).toContainEqual(expect.stringMatching(/asked to send it again, with 11 others/))
  })

  test('A second press, and two people at once, send nothing twice', async () => {
    const ids = await refused(4, { title: 'Pressed twice' })
    const answers = await Promise.all([replay({ ids }), replay({ ids }), replay({ all: true })])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const counts = answers.map(({ body }) => body.count)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4)
    const again = await replay({ ids })
    expect(again.body).toMatchObject({ count: 0, id: null, leftOut: [{ count: 4 }] })
    await world.drain()
    expect((await replay({ ids })).body.leftOut[0].reason).toMatch(/has been created meanwhile/)
    expect(issuesOf(world, 'Pressed twice')).toHaveLength(4)
  })

  test('A whole cause is sent again and nothing else; what fails again is failed again, with new attempts', async () => {
    const ids = await refused(2)
    const [other] = await refused(1, { status: 403 })
    const [{ cause }] = await causes()
    failCreation(world, { status: 400 })
    expect((await replay({ cause })).body.count).toBe(2)
    await world.drain()
    const states = await Promise.all(ids.map(async (id) => (await ticketOf(world, id)).delivery))
    expect(states.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['failed', 1],
      ['done', 1],
    ])
    expect((await ticketOf(world, other ?? '')).delivery.state).toBe('failed')
    expect((await progress())[0]).toMatchObject({ total: 2, done: 1, failed: 1 })
  })

  test('What waits for its turn can be taken back; a second replay queues up behind the first', async () => {
    await settings({ requestsPerMinute: 12 })
    const ids = await refused(4)
    const { body } = await replay({ ids: ids.slice(0, 3) })
    await world.drain()
    const second = await replay({ ids: ids.slice(3) })
    expect(Date.parse(second.body.connections[0].firstAt)).toBeGreaterThan(
      Date.parse(body.connections[0].lastAt),
    )
    const stop = await world.api.post(`/v1/failed-requests/replays/${body.id}/stop`)
    expect(stop.body).toEqual({ stopped: 2 })
    expect((await failed()).map(({ id }) => id)).toEqual([ids[2], ids[1]])
    expect((await failed())[0].httpErrorCode).toBe(400)
    expect((await world.api.post(`/v1/failed-requests/replays/${body.id}/stop`)).body.stopped).toBe(0)
    const unknown = `/v1/failed-requests/replays/${crypto.randomUUID()}/stop`
    expect((await world.api.post(unknown)).status).toBe(404)
    await world.clock.advance(60_000)
    await world.drain()
    expect((await ticketOf(world, ids[3] ?? '')).delivery.state).toBe('done')
    await settings({ requestsPerMinute: 300 })
  })

  test('A connection that resumes leaves what waits for its turn in its turn, and a restart loses none', async () => {
    await settings({ requestsPerMinute: 60 })
    const ids = await refused(7, { title: 'Resumed' })
    failCreation(world, { status: 401 })
    await replay({ ids })
    await world.drain()
    await world.api.post(`/v1/connections/${connection}/test`)
    const waits = await Promise.all(ids.map(async (id) => (await ticketOf(world, id)).delivery.waitingFor))
    expect(waits.map((words) => words === 'its turn in a replay')).toEqual([
      ...Array(5).fill(false),
      ...Array(2).fill(true),
    ])
    await world.restart()
    await world.clock.advance(60_000)
    await world.drain()
    expect((await progress())[0]).toMatchObject({ total: 7, done: 7 })
    expect(issuesOf(world, 'Resumed')).toHaveLength(7)
    await settings({ requestsPerMinute: 300 })
  })

  test('A route that cannot be used keeps its tickets out of a replay', async () => {
    const ids = await refused(1)
    const problems = JSON.stringify([{ field: 'project', message: 'INFRA is archived.' }])
    const change = (value: string) =>
      world.hub.deps.store.pool.query(
        'update routes set problems = cast($1 as jsonb) where connection_id = $2',
        [value, connection],
      )
    await change(problems)
    const plan = await preview({ ids })
    expect([plan.count, plan.leftOut[0].reason]).toEqual([0, expect.stringContaining('INFRA is archived.')])
    await change('[]')
    expect((await preview({ ids })).count).toBe(1)
  })

  test('A connection that waits for an administrator refuses the replay, and says why', async () => {
    const ids = await refused(2)
    failCreation(world, { status: 401 })
    const held = await create(world)
    expect(held.delivery.state).toBe('waiting')
    const { status, body } = await replay({ ids })
    expect([status, body.detail ?? body.title]).toEqual([409, expect.stringMatching(/administrator/)])
    expect((await preview({ ids })).leftOut[0]).toMatchObject({ count: 2 })
    expect(await failed()).toHaveLength(2)
    world.jira.faults.rules.length = 0
    const { body: tested } = await world.api.post(`/v1/connections/${connection}/test`)
    expect(tested.ok).toBe(true)
    expect((await replay({ ids })).body.count).toBe(2)
    await world.drain()
    expect(await failed()).toEqual([])
  })

  test('Nothing but tickets of the workspace is accepted, and nothing changes', async () => {
    for (const body of [
      {},
      { ids: [] },
      { ids: ['x'] },
      { all: false },
      { all: true, ids: [] },
      { cause: '' },
    ]) {
      expect((await replay(body)).status).toBe(422)
    }
    expect((await replay({ ids: [crypto.randomUUID()] })).status).toBe(404)
    const [id = ''] = await refused(1)
    const plan = await preview({ ids: [id, crypto.randomUUID()] })
    expect([plan.count, plan.leftOut[0].reason]).toEqual([1, 'There is no such ticket in this workspace.'])
  })
})
