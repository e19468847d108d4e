import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, connectionOf, create, eventsOf, pass, ticketOf } from '../setup/scene.ts'
import { trackers } from '../setup/trackers/all.ts'
import type { TestTracker } from '../setup/trackers/tracker.ts'
import { startWorld, type World } from '../setup/world.ts'

/** What seed A promises, kept with each tracker in the same way. */
describe.each(trackers)('$name', ({ start }) => {
  let world: World
  let tracker: TestTracker
  let connection: string
  let shop: string
  beforeAll(async () => {
    world = await startWorld({ alsoAllowed: ['127.0.0.1'] })
    tracker = await start(() => world.clock.now())
    shop = (await world.api.post('/v1/projects', { key: 'SHOP', name: 'Web shop' })).body.id
  })
  afterAll(async () => {
    await world?.close()
    await tracker?.close()
  })

  const setUp = (more: object = {}) => ({
    provider: tracker.kind,
    config: tracker.config,
    destination: tracker.destination,
    ...more,
  })
  /** What the tracker still sends, and all that follows; webhooks are gathered for a second. */
  const drain = async () => {
    await tracker.settle()
    await world.clock.advance(1_500)
    await world.drain()
  }
  const created = async (fields: object) => {
    const ticket = await create(world, fields)
    expect(ticket.delivery.state).toBe('done')
    return ticket
  }
  const issueOf = (title: string) => tracker.issues().filter((issue) => issue.title === title)
  /** What a ticket shows of its issue. */
  const statusOf = async (id: string) => {
    const { statusCategory, link } = await ticketOf(world, id)
    return [statusCategory, link.rawStatus, link.statusMapped]
  }

  test('A8, A27, A31, A34 · the test confirms the account, its rights and the places, and stores nothing', async () => {
    const { status, body } = await world.api.post('/v1/connections/test', setUp())
    expect([status, body.ok, body.problems, body.fault]).toEqual([200, true, [], null])
    expect(body.account.name).toMatch(/Crosstie/)
    expect(body.places.length).toBeGreaterThan(0)
    expect((await world.api.get('/v1/connections')).body.items).toEqual([])
  })

  test('A28, A33 · the fields of the default route offer what the tracker has', async () => {
    const { body: known } = await world.api.get('/v1/providers')
    const provider = known.items.find(({ kind }: { kind: string }) => kind === tracker.kind)
    const within: Record<string, string> = {}
    for (const { name: field, choices } of provider.destinationFields) {
      const wanted = tracker.elsewhere[field] ?? tracker.destination[field]
      if (!choices || wanted === undefined) continue
      const { body } = await world.api.post('/v1/connections/choices', {
        ...setUp(),
        field,
        within,
        destination: undefined,
      })
      expect(body.items.map(({ value }: { value: string }) => value)).toContain(wanted)
      within[field] = wanted
    }
  })

  test('A68 · a wrong secret is unauthorized, and the answer does not repeat it', async () => {
    const config = { ...tracker.config, [tracker.secret]: 'wrong-secret' }
    const { body } = await world.api.post('/v1/connections/test', setUp({ config }))
    expect([body.ok, body.fault.kind]).toEqual([false, 'unauthorized'])
    expect(body.fault.remedy).toMatch(/has not expired/)
    expect(JSON.stringify(body)).not.toContain('wrong-secret')
  })

  test('AX8 · a default route that does not exist is refused with its field', async () => {
    const { destination, field } = tracker.nowhere
    const { status, body } = await world.api.post('/v1/connections', setUp({ destination }))
    expect([status, body.errors[0].field]).toEqual([422, `destination.${field}`])
  })

  test('A29, A32, A35 · Save & Activate makes the card Active', async () => {
    const { status, body } = await world.api.post('/v1/connections', setUp())
    connection = body.id
    expect([status, body.state, body.storedSecrets]).toEqual([201, 'active', [tracker.secret]])
    expect(JSON.stringify(body)).not.toContain(tracker.config[tracker.secret])
    expect(body.destinationLabel).not.toMatch(/[0-9a-f]{32}/)
  })

  test('A2, A9, A50 · a ticket becomes one record there, with a link to it', async () => {
    const ticket = await created({ title: 'One record', priority: 'high' })
    const [issue, ...more] = issueOf('One record')
    expect(more).toEqual([])
    expect(issue?.place).toMatchObject(tracker.destination)
    expect(ticket.link).toMatchObject({ issueId: issue?.id, issueKey: issue?.key })
    expect(ticket.link.url).toContain(new URL(Object.values(tracker.config)[0] ?? '').host)
  })

  test('A3, A39 · a project’s tickets go where its route says', async () => {
    const route = `/v1/connections/${connection}/routes/${shop}`
    const { status, body } = await world.api.call('PUT', route, { body: { destination: tracker.elsewhere } })
    expect([status, body.problems]).toEqual([200, []])
    await created({ title: 'Routed', projectId: shop })
    expect(issueOf('Routed').map(({ place }) => place)).toEqual([expect.objectContaining(tracker.elsewhere)])
  })

  test('A74 · a route to nowhere is refused with its field, and the route stays as it was', async () => {
    const route = `/v1/connections/${connection}/routes/${shop}`
    const { destination, field } = tracker.nowhere
    const { status, body } = await world.api.call('PUT', route, { body: { destination } })
    expect([status, body.errors[0].field]).toEqual([422, `destination.${field}`])
    const { body: table } = await world.api.get(`/v1/connections/${connection}/routes`)
    expect(table.items[0].route.destination).toMatchObject(tracker.elsewhere)
  })

  test('A4, A51, A53, A57 · polling follows status and assignee', async () => {
    const { id, link } = await created({ title: 'Followed' })
    await tracker.move(link.issueId, 'Active')
    const person = await tracker.assign(link.issueId)
    await pass(world, 16)
    expect(await statusOf(id)).toEqual(['Active', tracker.shown.Active, true])
    expect((await ticketOf(world, id)).link.assignee).toBe(person)
    await tracker.move(link.issueId, 'Resolved')
    await pass(world, 16)
    expect(await statusOf(id)).toEqual(['Resolved', tracker.shown.Resolved, true])
    await tracker.move(link.issueId, 'Closed')
    await pass(world, 16)
    expect(await statusOf(id)).toEqual(['Closed', tracker.shown.Closed, true])
  })

  test('AX10 · an unmapped status keeps the category, is flagged and counted, and the connection’s own table maps it', async () => {
    const { id, link } = await created({ title: 'Unmapped' })
    await tracker.move(link.issueId, 'Active')
    await pass(world, 16)
    await tracker.move(link.issueId, 'unmapped')
    await pass(world, 16)
    expect(await statusOf(id)).toEqual(['Active', tracker.shown.unmapped, false])
    const { counts, unmappedStatuses } = await connectionOf(world, connection)
    expect(counts.unmapped).toBe(1)
    expect(unmappedStatuses).toMatchObject([{ name: tracker.shown.unmapped, count: 1 }])
    await world.api.call('PATCH', `/v1/connections/${connection}/settings`, {
      body: { statusAdditions: { Resolved: [tracker.shown.unmapped] } },
    })
    await drain()
    expect(await statusOf(id)).toEqual(['Resolved', tracker.shown.unmapped, true])
    await world.api.call('PATCH', `/v1/connections/${connection}/settings`, { body: { statusAdditions: {} } })
  })

  test('A52, A58, A59, A60, AX14 · a webhook with the secret brings a change at once, one without brings nothing', async () => {
    const { body: hook } = await world.api.post(`/v1/connections/${connection}/webhook-secret`)
    const url = hook.url.replace(world.hub.deps.publicUrl, world.hub.url)
    const { id, link } = await created({ title: 'Told' })
    const forged = await fetch(url, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(forged.status).toBe(401)
    tracker.registerWebhook(url, hook.secret)
    await world.clock.advance(3_000)
    await tracker.move(link.issueId, 'Active')
    await drain()
    expect(await statusOf(id)).toEqual(['Active', tracker.shown.Active, true])
  })

  test('Webhooks that come twice, in another order or not at all lead to the same state', async () => {
    const { id, link } = await created({ title: 'Disordered' })
    tracker.webhookFaults({ duplicate: 0.5, outOfOrder: 0.5 })
    for (const to of ['Active', 'Resolved'] as const) await tracker.move(link.issueId, to)
    await drain()
    tracker.webhookFaults({ duplicate: 0, outOfOrder: 0, drop: 1 })
    expect((await statusOf(id))[0]).toBe('Resolved')
    const before = (await eventsOf(world, id)).length
    await tracker.move(link.issueId, 'Closed')
    await drain()
    expect((await statusOf(id))[0]).toBe('Resolved')
    await pass(world, 16)
    expect((await statusOf(id))[0]).toBe('Closed')
    expect((await eventsOf(world, id)).length).toBe(before + 1)
    tracker.webhookFaults({ drop: 0 })
  })

  test('A comment goes there once', async () => {
    const { id, link } = await created({ title: 'Commented' })
    await world.api.post(`/v1/tickets/${id}/comments`, { text: 'Please look at “this”.' })
    await drain()
    const said = tracker.comments(link.issueId).filter((text) => text.includes('Please look at'))
    expect(said).toHaveLength(1)
  })

  test('Invariant 7 · a record that was deleted there is shown as gone; the ticket keeps its status', async () => {
    const { id, link } = await created({ title: 'Deleted there' })
    await tracker.remove(link.issueId)
    await world.api.post(`/v1/tickets/${id}/sync`)
    await drain()
    const ticket = await ticketOf(world, id)
    expect([ticket.statusCategory, ticket.link.state]).toEqual(['New', 'gone'])
  })

  test('A67, A68 · a rotated secret makes tickets wait; the new one is put in without disconnecting, and all goes on', async () => {
    tracker.rotate('rotated-secret')
    const id = await ask(world, { title: 'Waits for the secret' })
    await world.drain()
    expect((await ticketOf(world, id)).delivery).toMatchObject({ state: 'waiting', nextAttemptAt: null })
    expect((await connectionOf(world, connection)).paused).toMatchObject({ until: null })
    const wrong = await world.api.call('PUT', `/v1/connections/${connection}`, { body: setUp() })
    expect(wrong.status).toBe(502)
    const config = { ...tracker.config, [tracker.secret]: 'rotated-secret' }
    const right = await world.api.call('PUT', `/v1/connections/${connection}`, { body: setUp({ config }) })
    expect([right.status, right.body.state, right.body.paused]).toEqual([200, 'active', null])
    await world.drain()
    expect((await ticketOf(world, id)).delivery.state).toBe('done')
    expect(issueOf('Waits for the secret')).toHaveLength(1)
  })

  test('A tracker that is down makes tickets wait, and never needs an administrator', async () => {
    tracker.fail(503)
    const id = await ask(world, { title: 'Sent after the outage' })
    await world.drain()
    await pass(world, 2)
    const { paused } = await connectionOf(world, connection)
    expect(paused?.until).not.toBeNull()
    tracker.fail()
    for (let round = 0; round < 4; round += 1) await pass(world, 5)
    expect((await ticketOf(world, id)).delivery.state).toBe('done')
    expect(issueOf('Sent after the outage')).toHaveLength(1)
  })

  test('An address of another product is recognised', async () => {
    const field = Object.keys(tracker.config)[0] ?? ''
    const foreign = tracker.kind === 'jira' ? 'https://dev.azure.com/acme' : 'https://acme.atlassian.net'
    const config = { ...tracker.config, [field]: foreign }
    const { status, body } = await world.api.post('/v1/connections/test', setUp({ config }))
    expect([status, body.errors[0].field]).toEqual([422, `config.${field}`])
    expect(body.errors[0].message).toContain('a card of its own')
    const { body: known } = await world.api.get('/v1/providers')
    const { title } = known.items.find(({ kind }: { kind: string }) => kind === tracker.kind)
    expect(body.errors[0].message).toContain(title)
  })

  test('A61, A62, A63, AX1 · after disconnecting, tickets stay linked and nothing is asked any more', async () => {
    const { id, link } = await created({ title: 'History' })
    await world.api.post(`/v1/connections/${connection}/disconnect`, { oldTickets: 'stop' })
    const before = tracker.calls()
    await tracker.move(link.issueId, 'Active')
    await pass(world, 31)
    expect((await ticketOf(world, id)).link).toMatchObject({ issueKey: link.issueKey, following: false })
    expect(tracker.calls()).toBe(before)
  })
})
