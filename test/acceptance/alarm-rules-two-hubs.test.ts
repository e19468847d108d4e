import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub, type Hub } from '../../src/main.ts'
import { alarm, labelled, makeRule, ruleBody, ticketsOf } from '../setup/alarm-rules.ts'
import { createApi, type Api } from '../setup/api.ts'
import { issuesOf, pass } from '../setup/scene.ts'
import { adminToken, keptOpen, settings, startWorld, type World } from '../setup/world.ts'

let world: World
let second: Hub
let apis: [Api, Api]
let workspaceId: string
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
  const store = keptOpen({ ...world.hub.deps.store, db: world.database })
  second = await startHub({ ...settings(world.jira), store, ctx: world.clock.context, work: false })
  apis = [world.api, createApi(second.url, adminToken)]
  workspaceId = (await world.api.get('/v1/me')).body.workspace.id
})
afterAll(async () => {
  await second?.close()
  await world?.close()
})

const hubOf = (index: number) => (index % 2 === 0 ? apis[0] : apis[1])

/** Both hubs do what is due for rules, twice each and all at once. */
const allRules = () =>
  Promise.all(
    [world.hub, second, world.hub, second].map((hub) => hub.handlers['alarm-rules']({ workspaceId })),
  )

test('The same burst eight times at once at two hubs makes one ticket a group', async () => {
  await makeRule(world, { matchers: [labelled('burst', 'yes')], groupBy: ['site'] })
  const sites = ['Oslo', 'Bergen', 'Bodø', 'Tromsø', 'Voss']
  const alarms = Array.from({ length: 60 }, (_, index) =>
    alarm({ burst: 'yes', site: sites[index % sites.length] }),
  )
  const burst = [...apis, ...apis, ...apis, ...apis].map((api) => api.post('/v1/alarms', { alarms }))
  const [{ body } = { body: null }] = await Promise.all(burst)
  await Promise.all([allRules(), allRules()])
  await pass(world, 2)
  const tickets = await ticketsOf(
    world,
    body.items.map(({ id }: { id: string }) => id),
  )
  expect(tickets).not.toContain(null)
  expect(new Set(tickets).size).toBe(sites.length)
  expect(issuesOf(world)).toHaveLength(sites.length)
})

test('A burst that comes in pieces while both hubs are at it makes one ticket a group', async () => {
  await makeRule(world, { matchers: [labelled('pieces', 'yes')], groupBy: ['pieces'] })
  const before = issuesOf(world).length
  const pieces = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const answer = await hubOf(index).post('/v1/alarms', {
        alarms: [alarm({ pieces: 'yes' }), alarm({ pieces: 'yes' })],
      })
      await allRules()
      return answer.body.items.map(({ id }: { id: string }) => id)
    }),
  )
  await pass(world, 2)
  expect(new Set(await ticketsOf(world, pieces.flat())).size).toBe(1)
  expect(issuesOf(world)).toHaveLength(before + 1)
})

test('B22, BX8 · people who ticket alarms while a rule does never give one two tickets', async () => {
  await makeRule(world, { matchers: [labelled('race', 'yes')], groupBy: ['race'] })
  const { body } = await world.api.post('/v1/alarms', {
    alarms: Array.from({ length: 8 }, () => alarm({ race: 'yes' })),
  })
  const ids: string[] = body.items.map(({ id }: { id: string }) => id)
  const presses = ids
    .slice(0, 6)
    .map((id, index) => hubOf(index).post(`/v1/alarms/${id}/ticket`, ruleBody().ticket))
  const [answers] = await Promise.all([Promise.all(presses), allRules()])
  await pass(world, 2)
  const tickets = await ticketsOf(world, ids)
  expect(tickets).not.toContain(null)
  for (const [index, answer] of answers.entries()) {
    const theirs = answer.status === 201 ? answer.body.id : answer.body.ticket?.id
    expect([answer.status, theirs]).toEqual([answer.status, tickets[index]])
  }
  const owned = await world.database
    .selectFrom('tickets')
    .select('id')
    .where('findingId', 'in', ids)
    .execute()
  expect(owned.map(({ id }) => id).toSorted()).toEqual([...new Set(tickets.map(String))].toSorted())
})
