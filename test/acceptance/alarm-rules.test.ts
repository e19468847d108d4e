import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  alarm,
  alarmOf,
  changeRule,
  labelled,
  makeRule,
  ruleBody,
  say,
  ticketsOf,
} from '../setup/alarm-rules.ts'
import { eventsOf, failCreation, issuesOf, logOf, pass, ticketOf } from '../setup/scene.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
})
afterAll(() => world?.close())

let sites = 0
/** A site that no other test has, and a matcher for it. */
const newSite = () => {
  const site = `site-${(sites += 1)}`
  return { site, matchers: [labelled('site', site)] }
}
const clear = (body: object) => say(world.api, { ...body, state: 'cleared' })
const rulesOf = async () => (await world.api.get('/v1/alarm-rules')).body.items

describe('A rule', () => {
  test('gives an alarm that matches a ticket by itself, with its own priority and attributes, and says so', async () => {
    const { site, matchers } = newSite()
    const rule = await makeRule(world, { name: 'Core links', matchers })
    const id = await say(world.api, alarm({ site }))
    const other = await say(world.api, alarm({ site: 'elsewhere' }))
    await world.drain()
    const { ticket, awaits } = await alarmOf(world, id)
    expect([ticket.delivery, awaits]).toEqual(['done', null])
    expect(await ticketsOf(world, [other])).toEqual([null])
    expect(await ticketOf(world, ticket.id)).toMatchObject({
      priority: 'high',
      createdBy: 'rule “Core links”',
      attributes: { urgency: 'High', technicalImpact: 'Medium', rootCause: 'Link down' },
    })
    const events = await eventsOf(world, ticket.id)
    expect(events.map(({ text }) => text)).toContain('Created by rule “Core links”.')
    expect((await rulesOf()).find((one: { id: string }) => one.id === rule.id)).toMatchObject({
      problem: null,
      waiting: 0,
      scope: `Alarms whose site is “${site}”: a ticket for each.`,
    })
  })

  test('waits as long as it says, and an alarm that clears before gets no ticket', async () => {
    const { site, matchers } = newSite()
    const rule = await makeRule(world, { matchers, waitSeconds: 300 })
    const [stays, clears, flaps] = [alarm({ site }), alarm({ site }), alarm({ site })]
    const ids = [await say(world.api, stays), await say(world.api, clears), await say(world.api, flaps)]
    await world.drain()
    const { awaits } = await alarmOf(world, ids[0] ?? '')
    expect(awaits).toEqual({
      ruleId: rule.id,
      rule: rule.name,
      until: expect.stringMatching(/^2026-/),
      problem: null,
    })
    await world.clock.advance(200_000)
    await clear(clears)
    await clear(flaps)
    await say(world.api, flaps)
    await world.clock.advance(101_000)
    await world.drain()
    expect(await ticketsOf(world, ids)).toEqual([expect.any(String), null, null])
    await world.clock.advance(200_000)
    await world.drain()
    expect(await ticketsOf(world, ids)).toEqual([expect.any(String), null, expect.any(String)])
  })

  test('that comes first has the alarm, one that is switched off has none, and the order can be changed', async () => {
    const { site, matchers } = newSite()
    const off = await makeRule(world, { name: 'Off', matchers, enabled: false })
    const low = await makeRule(world, {
      name: 'Low',
      matchers,
      ticket: { ...ruleBody().ticket, priority: 'low' },
    })
    const high = await makeRule(world, { name: 'High', matchers })
    const [first = ''] = await raised(1, site)
    expect((await ticketOf(world, first)).priority).toBe('low')
    const ids = (await rulesOf()).map((rule: { id: string }) => rule.id)
    const moved = [off.id, high.id, low.id]
    const order = [...ids.filter((id: string) => !moved.includes(id)), ...moved]
    const { status, body } = await world.api.post('/v1/alarm-rules/order', { ids: order })
    expect([status, body.items.map((rule: { id: string }) => rule.id)]).toEqual([200, order])
    const [second = ''] = await raised(1, site)
    expect((await ticketOf(world, second)).priority).toBe('high')
    expect((await world.api.post('/v1/alarm-rules/order', { ids: order.slice(1) })).status).toBe(409)
    expect(
      (await world.api.post('/v1/alarm-rules/order', { ids: [...order.slice(1), order[1]] })).status,
    ).toBe(409)
  })

  test('acts on what comes from now on, and on what is there when somebody asks for that', async () => {
    const { site, matchers } = newSite()
    const bodies = [alarm({ site }), alarm({ site }), alarm({ site })]
    const ids = []
    for (const body of bodies) ids.push(await say(world.api, body))
    await clear(bodies[2] ?? {})
    const rule = await makeRule(world, { matchers, waitSeconds: 60, enabled: false })
    expect((await world.api.post(`/v1/alarm-rules/${rule.id}/apply`)).status).toBe(409)
    await changeRule(world, rule, { enabled: true })
    await say(world.api, bodies[0] ?? {})
    await pass(world, 2)
    expect(await ticketsOf(world, ids)).toEqual([null, null, null])
    const scope = { id: rule.id, matchers, groupBy: ['site'] }
    const { body: preview } = await world.api.post('/v1/alarm-rules/preview', scope)
    expect(preview).toMatchObject({
      matching: { count: 2, capped: false },
      tickets: { count: 1, capped: false },
      takenBefore: { count: 0 },
    })
    expect(preview.items.map((one: { id: string }) => one.id).toSorted()).toEqual(ids.slice(0, 2).toSorted())
    expect((await world.api.post(`/v1/alarm-rules/${rule.id}/apply`)).body).toEqual({ waiting: 2 })
    expect((await world.api.post(`/v1/alarm-rules/${rule.id}/apply`)).body).toEqual({ waiting: 0 })
    await world.drain()
    expect(await ticketsOf(world, ids)).toEqual([expect.any(String), expect.any(String), null])
  })

  test('a preview says what a rule before it has', async () => {
    const { site, matchers } = newSite()
    await say(world.api, alarm({ site }))
    const rule = await makeRule(world, { matchers })
    const { body } = await world.api.post('/v1/alarm-rules/preview', { matchers })
    expect(body).toMatchObject({ matching: { count: 0 }, takenBefore: { count: 1 }, items: [] })
    const own = await world.api.post('/v1/alarm-rules/preview', { matchers, id: rule.id })
    expect(own.body).toMatchObject({ matching: { count: 1 }, takenBefore: { count: 0 } })
  })

  test('that is changed, switched off or deleted while alarms wait lets go of those that it does not match', async () => {
    const { site, matchers } = newSite()
    const rule = await makeRule(world, { matchers, waitSeconds: 600 })
    const ids = [
      await say(world.api, alarm({ site, tier: '1' })),
      await say(world.api, alarm({ site, tier: '2' })),
    ]
    await changeRule(world, rule, { matchers: [...matchers, labelled('tier', '1')], waitSeconds: 60 })
    await pass(world, 2)
    expect(await ticketsOf(world, ids)).toEqual([expect.any(String), null])
    expect((await alarmOf(world, ids[1] ?? '')).awaits).toBeNull()
    for (const end of ['off', 'deleted']) {
      const again = await makeRule(world, { matchers: [labelled('end', end)], waitSeconds: 60 })
      const id = await say(world.api, alarm({ end }))
      expect((await alarmOf(world, id)).awaits).not.toBeNull()
      if (end === 'off') await changeRule(world, again, { enabled: false })
      else await world.api.call('DELETE', `/v1/alarm-rules/${again.id}`)
      expect((await alarmOf(world, id)).awaits).toBeNull()
      await pass(world, 2)
      expect(await ticketsOf(world, [id])).toEqual([null])
    }
  })

  test('B22 · leaves an alarm alone that a person has ticketed meanwhile, or whose ticket was given up', async () => {
    const { site, matchers } = newSite()
    await makeRule(world, { matchers, waitSeconds: 60 })
    const body = alarm({ site })
    const id = await say(world.api, body)
    const made = await world.api.post(`/v1/alarms/${id}/ticket`, ruleBody().ticket)
    expect(made.status).toBe(201)
    expect((await alarmOf(world, id)).awaits).toBeNull()
    await world.api.post(`/v1/tickets/${made.body.id}/cancel`)
    await say(world.api, { ...body, value: 'Worse' })
    await pass(world, 2)
    expect(await ticketsOf(world, [id])).toEqual([made.body.id])
  })
})

/** Brings so many alarms of a site in and does what is due; answers their tickets. */
async function raised(many: number, site: string): Promise<string[]> {
  const alarms = Array.from({ length: many }, () => alarm({ site }))
  const { body } = await world.api.post('/v1/alarms', { alarms })
  await world.drain()
  return (
    await ticketsOf(
      world,
      body.items.map(({ id }: { id: string }) => id),
    )
  ).map(String)
}

describe('A rule that groups', () => {
  test('gives alarms with the same values one ticket, which lists them, and others another', async () => {
    const { site, matchers } = newSite()
    await makeRule(world, { matchers: [labelled('site', `${site}*`)], groupBy: ['site'] })
    const alarms = Array.from({ length: 30 }, (_, index) => alarm({ site: index < 25 ? site : `${site}-b` }))
    const { body } = await world.api.post('/v1/alarms', { alarms })
    await world.drain()
    const tickets = await ticketsOf(
      world,
      body.items.map(({ id }: { id: string }) => id),
    )
    const [one = '', other = ''] = [...new Set(tickets.map(String))]
    expect(new Set(tickets).size).toBe(2)
    const sizes = [one, other].map((id) => tickets.filter((ticket) => ticket === id).length)
    expect(sizes.toSorted((a, b) => a - b)).toEqual([5, 25])
    const { description } = await ticketOf(world, sizes[0] === 25 ? one : other)
    expect(description).toMatch(/Raised together:\n(- Router .*\n){20}and 5 more$/u)
    expect(matchers).toHaveLength(1)
  })

  test('lets a later alarm join while the ticket is open and something of it is raised, and says why', async () => {
    const { site, matchers } = newSite()
    const rule = await makeRule(world, { name: 'Sites', matchers, groupBy: ['site'] })
    const body = alarm({ site })
    const first = await say(world.api, body)
    await world.drain()
    const later = await say(world.api, alarm({ site }, { elementName: 'Late router' }))
    await world.drain()
    const [ticket = '', same] = (await ticketsOf(world, [first, later])).map(String)
    expect(same).toBe(ticket)
    const { body: events } = await world.api.get(`/v1/tickets/${ticket}/events`)
    const joined = events.items.find(({ text }: { text: string }) => text.includes('joined'))
    expect(joined).toMatchObject({
      kind: 'alarm',
      actor: 'rule “Sites”',
      text: 'The alarm “Late router: Link down” joined this ticket.',
      reason: { rule: 'alarm rule', input: { site } },
    })
    expect(issuesOf(world).filter(({ summary }) => summary.includes('Late router'))).toEqual([])
    expect((await world.api.post(`/v1/alarms/${later}/ticket`, ruleBody().ticket)).body).toMatchObject({
      status: 409,
      ticket: { id: ticket },
    })
    await changeRule(world, rule, { enabled: false })
  })

  test('begins another ticket when everything of the first is cleared, or when it is closed', async () => {
    const { site, matchers } = newSite()
    await makeRule(world, { matchers, groupBy: ['site'] })
    const body = alarm({ site })
    const first = await say(world.api, body)
    await world.drain()
    await clear(body)
    const [second = ''] = await raised(1, site)
    expect(await ticketsOf(world, [first])).not.toEqual([second])
    await world.database
      .updateTable('tickets')
      .set({ status: 'Closed', statusCategory: 'Closed' })
      .where('id', '=', second)
      .execute()
    const [third] = await raised(1, site)
    expect(third).not.toBe(second)
  })

  test('BX26 · a shared ticket is closed by the last of its alarms that clears', async () => {
    const { site, matchers } = newSite()
    const { body: token } = await world.api.post('/v1/tokens', {
      name: 'Grouped NOC',
      scopes: ['alarms:write'],
    })
    const noc = world.as(token.token)
    await world.api.call('PUT', '/v1/alarm-sources/Grouped%20NOC', { body: { onClear: 'close' } })
    await makeRule(world, { source: 'Grouped NOC', matchers, groupBy: ['site'] })
    const bodies = [alarm({ site }), alarm({ site })]
    await noc.post('/v1/alarms', { alarms: bodies })
    await world.drain()
    const id = await say(noc, { ...bodies[0], state: 'cleared' })
    const [ticket = ''] = (await ticketsOf(world, [id])).map(String)
    expect((await ticketOf(world, ticket)).statusCategory).toBe('New')
    await say(noc, { ...bodies[1], state: 'cleared' })
    expect((await ticketOf(world, ticket)).statusCategory).toBe('Closed')
  })

  test('BX7 · when a shared ticket is given up, each of its alarms is free for people', async () => {
    const { site, matchers } = newSite()
    await makeRule(world, { matchers, groupBy: ['site'] })
    failCreation(world, { status: 400 })
    const { body } = await world.api.post('/v1/alarms', { alarms: [alarm({ site }), alarm({ site })] })
    await world.drain()
    const ids: string[] = body.items.map(({ id }: { id: string }) => id)
    const [ticket] = await ticketsOf(world, ids)
    await world.api.post(`/v1/tickets/${ticket}/cancel`)
    for (const id of ids) {
      expect((await world.api.post(`/v1/alarms/${id}/ticket`, ruleBody().ticket)).status).toBe(201)
    }
    await world.drain()
    expect(new Set(await ticketsOf(world, ids)).size).toBe(2)
  })

  test('what a process that died in between has made is found: no second ticket', async () => {
    const { site, matchers } = newSite()
    const rule = await makeRule(world, { matchers, groupBy: ['site'] })
    const { body } = await world.api.post('/v1/alarms', {
      alarms: [alarm({ site }), alarm({ site }), alarm({ site })],
    })
    await world.drain()
    const ids: string[] = body.items.map(({ id }: { id: string }) => id)
    const [ticket = ''] = (await ticketsOf(world, ids)).map(String)
    const { alarm: first } = await ticketOf(world, ticket)
    // As it is right after the creation: the first alarm has it, and nothing else is written down.
    const { db } = world.hub.deps.store
    const others = ids.filter((id) => id !== first.id)
    await db.updateTable('findings').set({ ticketId: null }).where('id', 'in', others).execute()
    await db.updateTable('alarmGroups').set({ ticketId: null }).where('ruleId', '=', rule.id).execute()
    const { id: workspaceId } = (await world.api.get('/v1/me')).body.workspace
    const at = world.clock.now()
    for (const id of ids) {
      const row = { findingId: id, workspaceId, ruleId: rule.id, since: at, dueAt: at }
      await db
        .insertInto('ruleWaits')
        .values({ ...row, attempts: 0 })
        .execute()
    }
    // The dead process holds the group still.
    const leasedUntil = new Date(world.clock.now().getTime() + 50_000)
    await db.updateTable('alarmGroups').set({ leasedUntil }).where('ruleId', '=', rule.id).execute()
    await world.hub.handlers['alarm-rules']({ workspaceId })
    expect(await ticketsOf(world, others)).toEqual([null, null])
    await pass(world, 2)
    expect(await ticketsOf(world, ids)).toEqual([ticket, ticket, ticket])
    const [wait] = await db.selectFrom('ruleWaits').selectAll().where('ruleId', '=', rule.id).execute()
    expect(wait).toBeUndefined()
  })
})

describe('A rule that cannot create tickets', () => {
  test('says why, once in the log, and goes on by itself', async () => {
    const quiet = await startWorld()
    const rule = await makeRule(quiet, {
      name: 'Nowhere',
      matchers: [labelled('site', 'x')],
      groupBy: ['site'],
    })
    const ids = [await say(quiet.api, alarm({ site: 'x' })), await say(quiet.api, alarm({ site: 'x' }))]
    await quiet.drain()
    for (let minute = 0; minute < 5; minute += 1) await pass(quiet, 1)
    const problem = expect.stringContaining('No ticket provider is active')
    expect((await quiet.api.get(`/v1/alarm-rules/${rule.id}`)).body).toMatchObject({ problem, waiting: 2 })
    expect((await alarmOf(quiet, ids[0] ?? '')).awaits).toMatchObject({ rule: 'Nowhere', problem })
    const said = async () => (await logOf(quiet)).filter(({ message }) => message.includes('cannot create'))
    expect(await said()).toHaveLength(1)
    await quiet.connectJira()
    await pass(quiet, 16)
    const tickets = await ticketsOf(quiet, ids)
    expect([new Set(tickets).size, tickets[0]]).toEqual([1, expect.any(String)])
    expect((await quiet.api.get(`/v1/alarm-rules/${rule.id}`)).body).toMatchObject({
      problem: null,
      waiting: 0,
    })
    expect(await said()).toHaveLength(1)
    await quiet.close()
  })

  test('because the tracker asks for other values goes on as soon as the rule is corrected', async () => {
    const { site, matchers } = newSite()
    const rule = await makeRule(world, { matchers })
    await world.database
      .updateTable('alarmRules')
      .set({
        ticket: JSON.stringify({
          priority: 'high',
          attributes: { urgency: 'Gone' },
          projectId: null,
        }) as never,
      })
      .where('id', '=', rule.id)
      .execute()
    const id = await say(world.api, alarm({ site }))
    await world.drain()
    const { body } = await world.api.get(`/v1/alarm-rules/${rule.id}`)
    expect(body.problem).toContain('Urgency: one of Low, Medium, High')
    expect((await changeRule(world, rule, {})).status).toBe(422)
    const corrected = await changeRule(world, rule, { ticket: ruleBody().ticket })
    expect([corrected.status, corrected.body.problem]).toEqual([200, null])
    await world.drain()
    expect(await ticketsOf(world, [id])).toEqual([expect.any(String)])
  })
})

describe('A rule that is wrong', () => {
  const refused: [string, object, string][] = [
    ['nothing to match', { matchers: [] }, 'matchers'],
    ['an unknown operator', { matchers: [labelled('a', 'b', '=~')] }, 'matchers.0.op'],
    ['a label without a name', { matchers: [labelled(' ', 'b')] }, 'matchers.0.label'],
    ['no such priority', { source: 'x', ticket: { priority: 'urgent' } }, 'ticket.priority'],
    ['a missing attribute', { source: 'x', ticket: { priority: 'low' } }, 'ticket.attributes.urgency'],
    ['a wait over a day', { source: 'x', waitSeconds: 86_401 }, 'waitSeconds'],
    ['a label twice', { source: 'x', groupBy: ['a', 'a'] }, 'groupBy'],
    ['no name', { source: 'x', name: ' ' }, 'name'],
    ['something unknown', { source: 'x', regex: '.*' }, 'body'],
  ]
  test.each(refused)('is refused: %s', async (_, fields, field) => {
    const before = await rulesOf()
    const { status, body } = await world.api.post('/v1/alarm-rules', ruleBody(fields))
    expect([status, body.errors[0].field]).toEqual([422, field])
    expect(await rulesOf()).toEqual(before)
  })

  test('is refused: a value or a name that the tracker does not take, a project of somebody else, a name twice', async () => {
    const { body: theirs } = await (await otherWorkspace(world)).post('/v1/projects', { key: 'a', name: 'A' })
    const wrong = { urgency: 'Huge', technicalImpact: 'High', colour: 'red' }
    const ticket = { priority: 'low', attributes: wrong, projectId: theirs.id }
    await makeRule(world, { name: 'Taken', source: 'x', enabled: false })
    const { status, body } = await world.api.post(
      '/v1/alarm-rules',
      ruleBody({ name: 'Taken', source: 'x', ticket }),
    )
    expect(status).toBe(422)
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'name',
      'ticket.attributes.colour',
      'ticket.attributes.urgency',
      'ticket.projectId',
    ])
  })

  test('is refused: the 51st of a workspace', async () => {
    const other = await otherWorkspace(world)
    const make = () => other.post('/v1/alarm-rules', ruleBody({ source: 'x', enabled: false }))
    for (let index = 0; index < 50; index += 1) expect((await make()).status).toBe(201)
    const { status, body } = await make()
    expect([status, body.detail]).toEqual([409, expect.stringContaining('50 rules at most')])
  })
})
