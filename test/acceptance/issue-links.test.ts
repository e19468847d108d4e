import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  act,
  deskEntry,
  deskTicket,
  entryNamed,
  freshName,
  historyOf,
  linkedTicket,
  linkTo,
  pollNow,
  readDesk,
  setInstance,
} from '../setup/desk.ts'
import { failCreation, issuesOf } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let instance: string
beforeAll(async () => {
  world = await startWorld()
  instance = await world.connectJira()
  await setInstance(world, instance, { defaultProjectKey: 'INFRA' })
})
afterAll(() => world?.close())
afterEach(async () => {
  world.jira.faults.rules.length = 0
  await setInstance(world, instance, { alwaysDefault: false, typeIds: null, defaultProjectKey: 'INFRA' })
})

const push = (id: string, more: object = {}) =>
  world.api.post(`/v1/support-tickets/${id}/issue`, { new: true, ...more })
const unlink = (id: string) => world.api.delete(`/v1/support-tickets/${id}/issue`)
const box = async (id: string) => (await world.api.get(`/v1/support-tickets/${id}/issue`)).body

/** An issue that people made in the tracker. */
async function issueThere(title = freshName('There')): Promise<string> {
  const { issue } = await linkedTicket(world, { title })
  return issue.key
}

test('C1, C8, C40, C52 · a ticket’s new issue carries its title, text, project and type, and the ticket is linked to it', async () => {
  const { ticket, issue } = await linkedTicket(world, { description: 'It **stands still**.' })
  expect(issue).toMatchObject({ key: ticket.link.issueKey, summary: ticket.title })
  expect(issue.key).toMatch(/^INFRA-/u)
  expect(JSON.stringify(issue.description)).toContain('stands still')
  expect(JSON.stringify(issue.description)).toContain('strong')
  expect(ticket.link).toMatchObject({ state: 'linked', connectionId: instance })
})

test('C2, C9, CX28 · a ticket is linked to an issue that exists: nothing is pushed, and the same link twice is one', async () => {
  const key = await issueThere()
  const ticket = await deskTicket(world)
  const before = world.jira.calls.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/issue'),
  ).length
  expect((await linkTo(world, ticket.id, key)).status).toBe(200)
  expect((await linkTo(world, ticket.id, key)).status).toBe(200)
  expect((await readDesk(world, ticket.id)).link.issueKey).toBe(key)
  const after = world.jira.calls.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/issue'),
  ).length
  expect(after).toBe(before)
  const links = (await historyOf(world, ticket.id)).filter((text) => text.startsWith(`Linked to ${key}`))
  expect(links).toHaveLength(1)
})

test('C2 · issues are found by key and by words', async () => {
  const key = await issueThere('Printer on the third floor is on fire')
  const ticket = await deskTicket(world)
  const search = async (q: string) =>
    (await world.api.get(`/v1/support-tickets/${ticket.id}/issue/search?q=${encodeURIComponent(q)}`)).body
      .items
  expect(await search(key)).toMatchObject([{ key }])
  expect((await search('third floor')).map((found: { key: string }) => found.key)).toContain(key)
  expect(await search('" OR project is not EMPTY --')).toEqual([])
})

test('The issue shows the way back to each ticket that is linked to it, once; unlinking takes it away', async () => {
  const { ticket, issue } = await linkedTicket(world)
  const other = await deskTicket(world)
  await linkTo(world, other.id, issue.key)
  const backlinks = () => JSON.stringify(world.jira.state.issues.get(issue.id)?.remoteLinks ?? [])
  expect(backlinks()).toContain(`/tickets/${ticket.alias}`)
  expect(backlinks()).toContain(`/tickets/${other.alias}`)
  await unlink(other.id)
  await world.drain()
  expect(backlinks()).not.toContain(`/tickets/${other.alias}`)
  expect(backlinks()).toContain(`/tickets/${ticket.alias}`)
})

test('C3, C4 · one issue has any number of tickets; an issue never makes one', async () => {
  const { issue } = await linkedTicket(world)
  for (let more = 0; more < 3; more += 1) {
    expect((await linkTo(world, (await deskTicket(world)).id, issue.key)).status).toBe(200)
  }
  const before = (await world.api.get('/v1/support-tickets')).body.total
  await pollNow(world)
  expect((await world.api.get('/v1/support-tickets')).body.total).toEqual(before)
})

test('CX13 · a linked ticket gets no other issue unless somebody says so, then the old link goes and the history tells', async () => {
  const { ticket, issue } = await linkedTicket(world)
  const other = await issueThere()
  expect((await push(ticket.id)).status).toBe(409)
  expect((await linkTo(world, ticket.id, other)).status).toBe(409)
  expect((await linkTo(world, ticket.id, { key: other, replace: true })).status).toBe(200)
  expect((await readDesk(world, ticket.id)).link.issueKey).toBe(other)
  const history = await historyOf(world, ticket.id)
  expect(history.find((text) => text.startsWith(`Unlinked from ${issue.key}`))).toBeDefined()
  expect(history.find((text) => text.startsWith(`Linked to ${other}`))).toBeDefined()
  expect((await unlink(ticket.id)).body.link).toBeNull()
  expect((await unlink(ticket.id)).status).toBe(409)
})

test.each([
  ['NOPE-1', 'an issue that does not exist'],
  ['INFRA-1/../../user', 'a key with path characters'],
  ['INFRA-1 OR 1=1', 'no key at all'],
  ['', 'nothing'],
])('CX14 · %s is refused (%s), and the ticket stays as it was', async (key) => {
  const ticket = await deskTicket(world)
  const { status, body } = await linkTo(world, ticket.id, key)
  expect([400, 422]).toContain(status)
  expect(body.errors?.length ?? 0).toBeGreaterThan(0)
  expect((await readDesk(world, ticket.id)).link).toBeNull()
})

test('C50, C51, C47 · the product’s key decides the project, else its name is taken for one; the preview says why', async () => {
  const keyed = await deskEntry(world, 'products', { name: freshName('Router'), projectKey: 'CLOUD' })
  const ticket = await deskTicket(world, { productId: keyed })
  expect((await box(ticket.id)).place).toMatchObject([{ field: 'project', value: 'CLOUD' }])
  const { body } = await world.api.post(`/v1/support-tickets/${ticket.id}/issue/preview`, {})
  expect(body).toMatchObject({ refused: null, missing: [] })
  expect(body.explanation.find(({ field }: { field: string }) => field === 'project').reason.rule).toBe(
    'key of the product',
  )
  expect((await push(ticket.id)).status).toBe(200)
  await world.drain()
  expect((await readDesk(world, ticket.id)).link.issueKey).toMatch(/^CLOUD-/u)
})

test('CX5 · a product whose name is no project’s key: a named error, and no creation', async () => {
  const nameless = await deskEntry(world, 'products', { name: freshName('No such project') })
  const ticket = await deskTicket(world, { productId: nameless })
  const { status, body } = await push(ticket.id)
  expect(status).toBe(422)
  expect(body.detail).toMatch(/There is no project/u)
  expect((await readDesk(world, ticket.id)).delivery).toBeNull()
})

test('CX6 · no product and no default key: a named error, and no creation', async () => {
  await setInstance(world, instance, { defaultProjectKey: null })
  const ticket = await deskTicket(world)
  const { status, body } = await push(ticket.id)
  expect(status).toBe(422)
  expect(body.detail).toMatch(/no default project key/u)
})

test('C35, C48, CX4 · always the default key, which then has to be there', async () => {
  const product = await deskEntry(world, 'products', { name: freshName('Router'), projectKey: 'CLOUD' })
  await setInstance(world, instance, { alwaysDefault: true })
  const { ticket } = await linkedTicket(world, { productId: product })
  expect(ticket.link.issueKey).toMatch(/^INFRA-/u)
  const { status, body } = await world.api.patch(`/v1/instances/${instance}`, {
    settings: { defaultProjectKey: '' },
  })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ field: 'settings.defaultProjectKey' }])
})

test('C37, C38, CX21 · only chosen types are synced; a link that is there stays, and no new one comes', async () => {
  const { ticket } = await linkedTicket(world, { typeName: 'Question' })
  await setInstance(world, instance, { typeIds: [await entryNamed(world, 'types', 'Problem')] })
  expect((await box(ticket.id)).allowed).toBe(false)
  expect((await readDesk(world, ticket.id)).link).not.toBeNull()
  const other = await deskTicket(world, { typeName: 'Question' })
  expect((await push(other.id)).status).toBe(409)
  expect((await linkTo(world, other.id, ticket.link.issueKey)).status).toBe(409)
  const allowed = await deskTicket(world, { typeName: 'Problem' })
  expect((await box(allowed.id)).allowed).toBe(true)
})

test('C44 · a type of ticket is mapped to a type of issue of another name; deleting the mapping brings the default back', async () => {
  const typeId = await entryNamed(world, 'types', 'Problem')
  const mapped = await world.api.put(`/v1/instances/${instance}/type-mappings`, { typeId, issueType: 'Bug' })
  expect(mapped.status).toBe(200)
  const { issue } = await linkedTicket(world, { typeId })
  const nameOf = (id: string) => world.jira.state.issueTypes.find((type) => type.id === id)?.name
  expect(nameOf(issue.typeId)).toBe('Bug')
  const [mapping] = mapped.body.types
  expect((await world.api.delete(`/v1/instances/${instance}/type-mappings/${mapping.id}`)).status).toBe(200)
  const { issue: next } = await linkedTicket(world, { typeId })
  expect(nameOf(next.typeId)).toBe('Task')
})

test('Invariant 2 · the answer to the creation is lost: one issue, found by its marker', async () => {
  const ticket = await deskTicket(world)
  failCreation(world, { commitThenDrop: true })
  expect((await push(ticket.id)).status).toBe(200)
  await world.drain()
  await world.clock.advance(4 * 60_000)
  await world.drain()
  expect((await readDesk(world, ticket.id)).link).not.toBeNull()
  expect(issuesOf(world, ticket.title)).toHaveLength(1)
})

test('A tracker that is away: the issue is asked for nevertheless, what it takes is found out later', async () => {
  const ticket = await deskTicket(world)
  world.jira.faults.rules.push({ effect: { status: 503 } })
  expect((await push(ticket.id)).status).toBe(200)
  await world.drain()
  expect((await readDesk(world, ticket.id)).link).toBeNull()
  expect((await push(ticket.id)).status).toBe(409)
  world.jira.faults.rules.length = 0
  await world.clock.advance(61_000)
  await world.drain()
  await world.clock.advance(61_000)
  await world.drain()
  expect((await readDesk(world, ticket.id)).link).not.toBeNull()
  expect(issuesOf(world, ticket.title)).toHaveLength(1)
})

test('A creation that is given up leaves the ticket as it is', async () => {
  const ticket = await deskTicket(world)
  failCreation(world, { status: 400 })
  await push(ticket.id)
  await world.drain()
  expect((await readDesk(world, ticket.id)).delivery.state).toBe('failed')
  await world.api.post(`/v1/tickets/${ticket.id}/cancel`)
  expect((await readDesk(world, ticket.id)).status.name).toBe('New')
  expect((await push(ticket.id)).status).toBe(200)
  await world.drain()
  expect((await readDesk(world, ticket.id)).link).not.toBeNull()
})

test('A creation that nobody can tell about is settled by linking the issue that somebody found', async () => {
  const key = await issueThere()
  const ticket = await deskTicket(world)
  failCreation(world, { status: 400 })
  await push(ticket.id)
  await world.drain()
  expect((await world.api.post(`/v1/tickets/${ticket.id}/link-existing`, { issue: key })).status).toBe(200)
  await world.drain()
  expect(await readDesk(world, ticket.id)).toMatchObject({ link: { issueKey: key } })
  expect(issuesOf(world, ticket.title)).toHaveLength(0)
})

test('CX11 · nothing is said on a help-desk ticket without a visibility', async () => {
  const { ticket, issue } = await linkedTicket(world)
  expect((await world.api.post(`/v1/tickets/${ticket.id}/comments`, { text: 'Past the rules' })).status).toBe(
    409,
  )
  await world.drain()
  expect(world.jira.state.issues.get(issue.id)?.comments).toHaveLength(0)
})

test('Invariant 7 · an issue that is deleted in the tracker unlinks nothing; what is said from then on stays here and says why', async () => {
  const { ticket, issue } = await linkedTicket(world)
  world.jira.team.remove(issue.key)
  await world.clock.advance(3_000)
  await world.api.post(`/v1/tickets/${ticket.id}/sync`)
  await world.drain()
  expect((await readDesk(world, ticket.id)).link).toMatchObject({ state: 'gone' })
  await act(world, ticket.id, 'Is it still there?')
  await world.drain()
  expect((await historyOf(world, ticket.id)).join()).toContain('Its issue was deleted')
  expect((await readDesk(world, ticket.id)).status.name).toBe('New')
})

test('C44 · a mapping to a type that the project does not have is named before anything is sent', async () => {
  const typeId = await deskEntry(world, 'types', { name: freshName('Odd type') })
  await world.api.put(`/v1/instances/${instance}/type-mappings`, { typeId, issueType: 'Incident' })
  const ticket = await deskTicket(world, { typeId })
  const { status, body } = await push(ticket.id)
  expect(status).toBe(422)
  expect(body.detail).toMatch(/has no issue type “Incident”; it has Task, Bug, Story/u)
})
