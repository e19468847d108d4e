import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  callsTo,
  connectionOf,
  create,
  description,
  issuesOf,
  logOf,
  pass,
  ticketOf,
} from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let connection: string
let shop: string
let data: string
beforeAll(async () => {
  world = await startWorld()
  connection = await world.connectJira()
  shop = (await world.api.post('/v1/projects', { key: 'SHOP', name: 'Web shop' })).body.id
  data = (await world.api.post('/v1/projects', { key: 'DATA', name: 'Data platform' })).body.id
})
afterAll(() => world?.close())
beforeEach(async () => {
  for (const project of [shop, data]) await world.api.call('DELETE', `${routes()}/${project}`)
})

const routes = () => `/v1/connections/${connection}/routes`
/** Sets a route, and lets the moment pass in which it counts as just looked at. */
async function setRoute(project: string, body: object) {
  const answer = await world.api.call('PUT', `${routes()}/${project}`, { body })
  await world.clock.advance(11_000)
  return answer
}
const table = async () => (await world.api.get(routes())).body
const rowOf = async (project: string) =>
  (await table()).items.find((row: { project: { id: string } }) => row.project.id === project)
const infra = () => {
  const found = world.jira.state.projects.find(({ key }) => key === 'CLOUD')
  if (!found) throw new Error('The simulated Jira has no project CLOUD.')
  return found
}

test('A41, A46 · the table shows every project; without a route it goes to the default destination', async () => {
  const { default: standard, items } = await table()
  expect(standard).toMatchObject({ label: 'INFRA · Task', problems: [], needs: [] })
  expect(
    items.map(({ project, route }: { project: { key: string }; route: unknown }) => [project.key, route]),
  ).toEqual([
    ['DATA', null],
    ['SHOP', null],
  ])
  const ticket = await create(world, { projectId: shop })
  expect(ticket.link.issueKey).toMatch(/^INFRA-/)
  expect(ticket.delivery.routeReason.because).toContain('has no route of its own')
})

test('A39, A43 · a project’s tickets go to the project and component of its route', async () => {
  const destination = { project: 'CLOUD', issueType: 'Bug', component: infra().components[0]?.name }
  const saved = await setRoute(shop, { destination })
  expect([saved.status, saved.body.label]).toEqual([200, `CLOUD · Bug · ${destination.component}`])
  const ticket = await create(world, { projectId: shop, title: 'Routed' })
  expect(ticket.link.issueKey).toMatch(/^CLOUD-/)
  expect(ticket.delivery.routeReason).toMatchObject({ rule: 'project route', input: { project: 'SHOP' } })
  const [issue] = issuesOf(world, 'Routed')
  expect(issue?.componentIds).toEqual([infra().components[0]?.id])
})

test('A45 · several projects may share one project of the tracker and differ in the component', async () => {
  const [first, second] = infra().components
  await setRoute(shop, { destination: { project: 'CLOUD', issueType: 'Task', component: first?.name } })
  await setRoute(data, { destination: { project: 'CLOUD', issueType: 'Task', component: second?.name } })
  await create(world, { projectId: shop, title: 'Of the shop' })
  await create(world, { projectId: data, title: 'Of the data' })
  const componentsOf = (title: string) => issuesOf(world, title).map((issue) => issue.componentIds)
  expect(componentsOf('Of the shop')).toEqual([[first?.id]])
  expect(componentsOf('Of the data')).toEqual([[second?.id]])
})

test('A42 · choices of a route are read live from the tracker', async () => {
  infra().components.push({ id: '99', name: 'Fresh' })
  const { body } = await world.api.post('/v1/connections/choices', {
    provider: 'jira',
    connectionId: connection,
    field: 'component',
    within: { project: 'CLOUD' },
  })
  infra().components.pop()
  expect(body.items).toContainEqual({ value: 'Fresh', label: 'Fresh' })
})

test('A74 · a route to something that does not exist is refused with its field, and changes nothing', async () => {
  const wrong = await setRoute(shop, { destination: { project: 'CLUOD', issueType: 'Task' } })
  expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'destination.project'])
  const type = await setRoute(shop, { destination: { project: 'CLOUD', issueType: 'Tsk' } })
  expect(type.body.errors).toEqual([
    { field: 'destination.issueType', message: expect.stringContaining('Task') },
  ])
  expect((await setRoute(shop, { destination: {} })).body.errors[0].field).toBe('destination.project')
  expect((await rowOf(shop)).route).toBeNull()
})

test('A74, AX19 · a route whose target was deleted holds its tickets, says why, and lets them go when it is put right', async () => {
  await setRoute(shop, { destination: { project: 'CLOUD', issueType: 'Task' } })
  const { key } = infra()
  infra().key = 'GONE'
  const held = await create(world, { projectId: shop, title: 'Held' })
  world.jira.state.projects.find((project) => project.key === 'GONE')!.key = key
  expect(held.delivery).toMatchObject({ state: 'waiting', nextAttemptAt: null })
  expect(held.delivery.waitingFor).toContain('route of project “Web shop” (CLOUD · Task) cannot be used')
  expect(held.delivery.heldByRoute.problems[0].field).toBe('project')
  expect((await rowOf(shop)).route.waiting).toBe(1)
  expect((await connectionOf(world, connection)).blockedRoutes).toBe(1)
  await world.api.post(`/v1/connections/${connection}/preflight`)
  await world.drain()
  expect((await ticketOf(world, held.id)).delivery.state).toBe('done')
  expect(issuesOf(world, 'Held')).toHaveLength(1)
  expect((await connectionOf(world, connection)).blockedRoutes).toBe(0)
})

test('AX19 · falling back to the default route is a choice of the route, and is recorded', async () => {
  await setRoute(shop, { destination: { project: 'CLOUD', issueType: 'Task' }, fallsBack: true })
  const { key } = infra()
  infra().key = 'GONE'
  const ticket = await create(world, { projectId: shop, title: 'Fallen back' })
  world.jira.state.projects.find((project) => project.key === 'GONE')!.key = key
  expect(ticket.link.issueKey).toMatch(/^INFRA-/)
  expect(ticket.delivery.routeReason).toMatchObject({
    rule: 'fall back to the default route',
    fallback: true,
    setAside: ['CLOUD · Task'],
  })
})

test('A74 · the daily check finds what is wrong before a ticket is tried', async () => {
  await setRoute(shop, { destination: { project: 'CLOUD', issueType: 'Task' } })
  const { key } = infra()
  infra().key = 'GONE'
  await pass(world, 24 * 60 + 1)
  world.jira.state.projects.find((project) => project.key === 'GONE')!.key = key
  expect((await rowOf(shop)).route.problems[0]).toMatchObject({ field: 'project' })
  const [line] = await logOf(world, '&level=error')
  expect(line?.message).toMatch(/A route of Jira Cloud cannot be used any more/)
})

test('A value that the tracker requires is asked for once, and releases everything that waits for it', async () => {
  await setRoute(shop, { destination: { project: 'CLOUD', issueType: 'Task' } })
  infra().requiredFields.push({ id: 'customfield_77', name: 'Team', options: ['Blue', 'Red'] })
  const first = await create(world, { projectId: shop, title: 'Needy one' })
  const second = await create(world, { projectId: shop, title: 'Needy two' })
  const { missing } = second.delivery.heldByRoute
  expect(missing).toMatchObject([{ id: 'customfield_77', name: 'Team', type: 'option' }])
  const nothing = await world.api.post(`/v1/tickets/${first.id}/fill`, { values: {} })
  expect([nothing.status, nothing.body.errors[0].field]).toEqual([422, 'values.customfield_77'])
  const wrong = await world.api.post(`/v1/tickets/${first.id}/fill`, { values: { customfield_77: 'Green' } })
  expect(wrong.body.errors[0].message).toBe('one of Blue, Red')
  const blue = missing[0].options[0].value
  await world.api.post(`/v1/tickets/${first.id}/fill`, { values: { customfield_77: blue } })
  await world.drain()
  for (const { id } of [first, second]) expect((await ticketOf(world, id)).delivery.state).toBe('done')
  expect(issuesOf(world, 'Needy two')[0]?.extra['customfield_77']).toMatchObject({ value: 'Blue' })
  const third = await create(world, { projectId: shop, title: 'Needy three' })
  infra().requiredFields.pop()
  expect(third.delivery.state).toBe('done')
})

test('The preview shows the destination and every field with its reason, and sends nothing', async () => {
  await setRoute(shop, { destination: { project: 'CLOUD', issueType: 'Bug' } })
  const before = [world.jira.calls.length, issuesOf(world).length]
  const { status, body } = await world.api.post('/v1/tickets/preview', { projectId: shop, priority: 'high' })
  expect([status, body.destination, body.held]).toEqual([200, 'CLOUD · Bug', null])
  const fields = Object.fromEntries(
    body.explanation.map((entry: { field: string; value: string }) => [entry.field, entry.value]),
  )
  expect(fields).toMatchObject({ 'destination.project': 'CLOUD · Cloud platform', priority: 'High' })
  for (const { reason } of body.explanation) expect(reason.because.length).toBeGreaterThan(10)
  expect([world.jira.calls.length, issuesOf(world).length]).toEqual(before)
})

test('A ticket explains each value that was sent and each that was taken over', async () => {
  const { id } = await create(world, { title: 'Explained' })
  await pass(world, 16)
  const { body } = await world.api.get(`/v1/tickets/${id}/explain`)
  expect(body.state).toBe('sent')
  const sent = body.sent.map(({ field }: { field: string }) => field)
  expect(sent).toEqual(expect.arrayContaining(['destination', 'title', 'description', 'facts', 'priority']))
  expect(body.sent.find(({ field }: { field: string }) => field === 'description').value).toBe(description)
  const status = body.taken.find(({ field }: { field: string }) => field === 'status')
  expect(status).toMatchObject({ value: 'New', reason: { rule: 'provider status table' } })
})

test('Only an active connection has routes to change', async () => {
  const draft = await world.api.post('/v1/connections', {
    provider: 'jira',
    name: 'Draft',
    config: { site: world.jira.url, email: 'a@example.com', token: 't', defaultProjectKey: 'INFRA' },
    destination: {},
    activate: false,
  })
  expect([draft.status, draft.body.state]).toEqual([201, 'draft'])
  const before = callsTo(world, '/')
  const refused = await world.api.call('PUT', `/v1/connections/${draft.body.id}/routes/default`, {
    body: { destination: { project: 'CLOUD' } },
  })
  expect([refused.status, callsTo(world, '/')]).toEqual([409, before])
  expect((await world.api.call('DELETE', `/v1/connections/${draft.body.id}`)).status).toBe(204)
  expect((await world.api.get(`/v1/connections/${draft.body.id}`)).status).toBe(404)
})
