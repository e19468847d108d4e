import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { content } from '../setup/database.ts'
import { joined, owner, visit, type Visitor } from '../setup/person.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { admin, startWorld, type World } from '../setup/world.ts'

let world: World
let ada: Visitor
let adam: Visitor
let agnes: Visitor
let vera: Visitor

beforeAll(async () => {
  world = await startWorld()
  ada = await owner(world, admin)
  adam = await joined(world, { email: 'adam@example.com', role: 'administrator', name: 'Adam' })
  agnes = await joined(world, { email: 'agnes@example.com', role: 'agent', name: 'Agnes' })
  vera = await joined(world, { email: 'vera@example.com', role: 'viewer', name: 'Vera' })
})
afterAll(() => world?.close())

interface Listed {
  id: string
  name: string
  email: string
  role: string
  you: boolean
}

const members = async (of: Visitor = ada, query = ''): Promise<Listed[]> =>
  (await of.get(`/v1/members${query}`)).body.items
const idOf = async (email: string) => (await members()).find((one) => one.email === email)?.id ?? ''
const put = async (email: string, role: string, by = ada) =>
  by.patch(`/v1/members/${await idOf(email)}`, { role })

beforeEach(async () => {
  for (const [email, role] of [
    ['adam@example.com', 'administrator'],
    ['agnes@example.com', 'agent'],
    ['vera@example.com', 'viewer'],
  ] as const) {
    expect((await put(email, role)).status).toBe(200)
  }
})

test('Members are listed by name, in pages, found by a part of the name or address', async () => {
  const { body } = await ada.get('/v1/members')
  expect(body.items.map((one: Listed) => [one.name, one.role, one.you])).toEqual([
    ['Adam', 'administrator', false],
    ['Administrator', 'owner', true],
    ['Agnes', 'agent', false],
    ['Vera', 'viewer', false],
  ])
  expect(body.total).toEqual({ count: 4, capped: false })
  expect(body.items[0]).toMatchObject({ email: 'adam@example.com', twoFactor: false })
  expect(body.items[1].lastSeenAt).toMatch(/^2026-11-22T08:/)
  expect((await members(ada, '?q=VERA@')).map(({ name }) => name)).toEqual(['Vera'])
  expect(await members(ada, '?q=%25')).toEqual([])
  const first = (await ada.get('/v1/members?limit=3')).body
  const rest = (await ada.get(`/v1/members?limit=3&after=${first.next}`)).body
  expect([first.items.length, rest.items.map((one: Listed) => one.name), rest.next]).toEqual([
    3,
    ['Vera'],
    null,
  ])
})

test('A role is given and taken with the next request, and the record says so', async () => {
  expect((await agnes.get('/v1/connections')).status).toBe(403)
  expect((await put('agnes@example.com', 'administrator')).body.role).toBe('administrator')
  expect((await agnes.get('/v1/connections')).status).toBe(200)
  await put('agnes@example.com', 'viewer')
  expect((await agnes.post('/v1/projects', { key: 'x', name: 'X' })).status).toBe(403)
  const { body } = await ada.get('/v1/audit?action=member.')
  expect(body.items[0]).toMatchObject({
    action: 'member.role-changed',
    before: { role: 'administrator' },
    after: { role: 'viewer' },
  })
  expect(JSON.stringify(body.items[0])).toContain('agnes@example.com')
})

test('Administrators make, change and remove everybody but owners; nobody else changes anybody', async () => {
  // They were seen already, which is noted.
  for (const one of [adam, agnes, vera]) await one.get('/v1/me')
  const before = await content(world)
  const adaId = await idOf(admin.email)
  for (const [what, detail] of [
    [adam.patch(`/v1/members/${adaId}`, { role: 'viewer' }), /Only an owner/],
    [adam.delete(`/v1/members/${adaId}`), /Only an owner/],
    [put('agnes@example.com', 'owner', adam), /Only an owner/],
    [adam.post('/v1/invitations', { email: 'new@example.com', role: 'owner' }), /Only an owner/],
    [agnes.get('/v1/members'), /needs the right members:manage, which the role agent does not have/],
    [put('vera@example.com', 'agent', agnes), /members:manage/],
    [vera.delete(`/v1/members/${adaId}`), /members:manage/],
    [world.api.patch(`/v1/members/${await idOf('vera@example.com')}`, { role: 'owner' }), /Only an owner/],
  ] as const) {
    const { status, body } = await what
    expect([status, body.detail]).toEqual([403, expect.stringMatching(detail)])
  }
  expect(await content(world)).toEqual(before)
  expect((await put('agnes@example.com', 'viewer', adam)).status).toBe(200)
})

test('The last owner can neither be lowered, nor removed, nor leave', async () => {
  const id = await idOf(admin.email)
  for (const what of [
    ada.patch(`/v1/members/${id}`, { role: 'agent' }),
    ada.delete(`/v1/members/${id}`),
    ada.post('/v1/me/leave'),
  ]) {
    const { status, body } = await what
    expect([status, body.detail]).toEqual([
      409,
      expect.stringMatching(/only owner.*Make somebody else an owner/),
    ])
  }
  expect((await ada.get('/v1/me')).body.role).toBe('owner')
})

test('Of two owners who lower each other at the same time, one stays', async () => {
  await put('adam@example.com', 'owner')
  const [adamId, adaId] = [await idOf('adam@example.com'), await idOf(admin.email)]
  const answers = await Promise.all([
    ada.patch(`/v1/members/${adamId}`, { role: 'administrator' }),
    adam.patch(`/v1/members/${adaId}`, { role: 'administrator' }),
  ])
  const left = (await members(world.api as Visitor)).filter(({ role }) => role === 'owner')
  expect(left).toHaveLength(1)
  expect(answers.map(({ status }) => status).filter((one) => one === 200)).toHaveLength(1)
  if (left[0]?.email === 'adam@example.com') expect((await put(admin.email, 'owner', adam)).status).toBe(200)
})

test('Who is removed is refused with the next request, and who leaves too', async () => {
  const gone = await joined(world, { email: 'gone@example.com' })
  expect((await gone.get('/v1/tickets')).status).toBe(200)
  const removed = await ada.delete(`/v1/members/${await idOf('gone@example.com')}`)
  expect(removed.status).toBe(204)
  expect((await gone.get('/v1/tickets')).status).toBe(401)
  expect((await gone.get('/v1/me')).status).toBe(401)
  // The account is still theirs.
  expect((await gone.get('/auth/account')).body).toMatchObject({ email: 'gone@example.com', workspaces: [] })
  const left = await joined(world, { email: 'left@example.com' })
  expect((await left.post('/v1/me/leave')).status).toBe(204)
  expect((await left.get('/v1/me')).status).toBe(401)
  const { body } = await ada.get('/v1/audit?action=member.')
  expect(body.items.slice(0, 2).map((one: { action: string }) => one.action)).toEqual([
    'member.left',
    'member.removed',
  ])
  expect((await ada.delete(`/v1/members/${crypto.randomUUID()}`)).status).toBe(404)
  const program = await world.api.post('/v1/me/leave')
  expect([program.status, program.body.detail]).toEqual([403, expect.stringMatching(/for people/)])
})

test('An open page of somebody who was removed is closed with the next news, and is not told them', async () => {
  const gone = await joined(world, { email: 'page@example.com' })
  const cookie = [...gone.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const stream = await fetch(`${world.hub.url}/v1/live`, { headers: { cookie } })
  await ada.delete(`/v1/members/${await idOf('page@example.com')}`)
  await world.clock.advance(6_000)
  await world.api.post('/v1/recommendations', { key: 'news', title: 'News' })
  expect(await stream.text()).not.toContain('data:')
})

test('A wrong role is refused with what would be right', async () => {
  const { status, body } = await put('vera@example.com', 'king')
  expect([status, body.errors]).toEqual([
    422,
    [{ field: 'role', message: 'one of: owner, administrator, agent, viewer' }],
  ])
})

test('A member of two workspaces sees in each only what is there, and chooses by the header', async () => {
  const made = await ada.post('/v1/workspaces', { name: 'Second' })
  expect(made.status).toBe(201)
  const second = ada.in(made.body.id)
  expect((await second.get('/v1/me')).body).toMatchObject({ workspace: { name: 'Second' }, role: 'owner' })
  expect((await ada.get('/v1/me')).body.workspaces.map(({ name }: { name: string }) => name)).toEqual([
    'My workspace',
    'Second',
  ])
  expect((await members(second)).map(({ email }) => email)).toEqual([admin.email])
  const theirs = (await members(second))[0]?.id ?? ''
  const elsewhere = await adam.patch(`/v1/members/${theirs}`, { role: 'viewer' })
  expect(elsewhere.status).toBe(404)
  await second.post('/v1/projects', { key: 'two', name: 'Of the second' })
  expect((await ada.get('/v1/projects')).body.items).toEqual([])
  for (const browser of [adam, agnes, visit(world)]) {
    expect((await browser.in(made.body.id).get('/v1/projects')).status).toBe(401)
  }
  expect((await second.patch('/v1/workspace', { name: 'Renamed' })).body.name).toBe('Renamed')
  expect((await ada.get('/v1/workspace')).body.name).toBe('My workspace')
  expect((await adam.patch('/v1/workspace', { name: 'Mine now' })).status).toBe(403)
  expect((await world.api.post('/v1/workspaces', { name: 'By a program' })).status).toBe(403)
  const { body } = await second.get('/v1/audit?action=workspace.')
  expect(
    body.items.map((one: { action: string; before: unknown; after: unknown }) => [
      one.action,
      one.before,
      one.after,
    ]),
  ).toEqual([
    ['workspace.changed', { name: 'Second' }, { name: 'Renamed' }],
    ['workspace.made', null, { name: 'Second' }],
  ])
  const strangers = await otherWorkspace(world)
  expect((await strangers.get('/v1/members')).body.items).toEqual([])
})
