import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything } from '../setup/database.ts'
import { startMailServer, type MailServer } from '../setup/mail-server.ts'
import { joined, owner, password, secretOf, visit, type Visitor } from '../setup/person.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { admin, startWorld, type World } from '../setup/world.ts'

const day = 86_400_000

let world: World
let posted: World
let server: MailServer
let ada: Visitor

beforeAll(async () => {
  server = await startMailServer()
  world = await startWorld()
  posted = await startWorld({ smtpUrl: server.url })
  ada = await owner(world, admin)
})
afterAll(async () => {
  await world?.close()
  await posted?.close()
  await server?.stop()
})

const invite = async (email: string, role = 'agent') =>
  (await ada.post('/v1/invitations', { email, role })).body
const opened = (secret: string, by = visit(world)) => by.get(`/auth/invitations/${secret}`)
const accept = (secret: string, body: object = {}, by = visit(world)) =>
  by.post(`/auth/invitations/${secret}/accept`, body)
const linkIn = (text: string) => /http:\/\/hub\.example\.com\/invitation\/([\w-]+)/u.exec(text)?.[1] ?? ''

test('Without a mail server the link is answered once, for the inviter to hand over; it brings a new person in', async () => {
  const sent = await ada.post('/v1/invitations', { email: 'Nora@Example.com', role: 'agent' })
  expect([sent.status, sent.body]).toEqual([
    201,
    expect.objectContaining({ email: 'nora@example.com', mail: 'by-hand', expired: false }),
  ])
  expect(sent.body.link).toMatch(/^http:\/\/hub\.example\.com\/invitation\/[\w-]{43}$/)
  const { body: list } = await ada.get('/v1/invitations')
  expect(JSON.stringify(list)).not.toContain(secretOf(sent.body.link))
  const secret = secretOf(sent.body.link)
  expect((await opened(secret)).body).toMatchObject({
    workspace: 'My workspace',
    email: 'nora@example.com',
    role: 'agent',
    invitedBy: 'Administrator',
    hasAccount: false,
  })
  const nora = visit(world)
  const missing = await accept(secret, {}, nora)
  expect([missing.status, missing.body.errors.map(({ field }: { field: string }) => field)]).toEqual([
    422,
    ['name', 'password'],
  ])
  const weak = await accept(secret, { name: 'Nora', password: 'nora@example.com' }, nora)
  expect([weak.status, weak.body.errors]).toEqual([
    422,
    [{ field: 'password', message: expect.stringMatching(/not made of your name/) }],
  ])
  const { status, body } = await accept(secret, { name: 'Nora', password }, nora)
  expect([status, body.workspace.name]).toEqual([200, 'My workspace'])
  expect((await nora.get('/v1/me')).body).toMatchObject({ user: { name: 'Nora' }, role: 'agent' })
  expect((await visit(world).signIn('NORA@example.com', password)).body).toEqual({ twoFactorNeeded: false })
  expect((await ada.get('/v1/invitations')).body.items).toEqual([])
})

test('The secret stands in no table, and neither does one that came by mail', async () => {
  const { link } = await invite('secret@example.com')
  const rows = JSON.stringify(await everything(world))
  expect(rows).not.toContain(secretOf(link))
  expect(rows).toContain('secret@example.com')
})

test('Used, withdrawn, expired and made-up links are answered in the same words', async () => {
  const used = secretOf((await invite('used@example.com')).link)
  expect((await accept(used, { name: 'Used', password })).status).toBe(200)
  const withdrawn = await invite('withdrawn@example.com')
  expect((await ada.delete(`/v1/invitations/${withdrawn.id}`)).status).toBe(204)
  const replaced = await invite('replaced@example.com')
  const again = await ada.post(`/v1/invitations/${replaced.id}/send-again`)
  expect(again.body.link).not.toBe(replaced.link)
  const old = await invite('old@example.com')
  const fresh = secretOf(again.body.link)
  await world.clock.advance(7 * day - 60_000)
  expect((await opened(fresh)).status).toBe(200)
  await world.clock.advance(61_000)
  const answers = []
  const expired = secretOf(old.link)
  for (const secret of [
    used,
    secretOf(withdrawn.link),
    secretOf(replaced.link),
    expired,
    'x'.repeat(43),
    'x',
  ]) {
    answers.push(await opened(secret), await accept(secret, { name: 'Nobody', password }))
  }
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
  expect(new Set(answers.map(({ body }) => body.detail)).size).toBe(1)
  const { body } = await ada.get('/v1/invitations')
  const states = body.items.map((one: { email: string; expired: boolean }) => [one.email, one.expired])
  expect(states).toContainEqual(['old@example.com', true])
  const renewed = await ada.post(`/v1/invitations/${old.id}/send-again`)
  expect(renewed.body.expired).toBe(false)
  expect((await opened(secretOf(renewed.body.link))).status).toBe(200)
})

test('A link works once, however many use it at the same time', async () => {
  const secret = secretOf((await invite('race@example.com')).link)
  const answers = await Promise.all(['One', 'Two', 'Three'].map((name) => accept(secret, { name, password })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const { body } = await ada.get('/v1/members?q=race@')
  expect(body.items).toHaveLength(1)
})

test('Whoever has an account accepts signed in with that address, and with no other', async () => {
  const second = await ada.post('/v1/workspaces', { name: 'Second' })
  const there = ada.in(second.body.id)
  const olga = await joined(world, { email: 'olga@example.com' })
  const { body } = await there.post('/v1/invitations', { email: 'olga@example.com', role: 'viewer' })
  const secret = secretOf(body.link)
  expect((await opened(secret)).body).toMatchObject({ workspace: 'Second', hasAccount: true })
  const anonymous = await accept(secret, { name: 'Thief', password })
  expect([anonymous.status, anonymous.body.detail]).toEqual([401, expect.stringMatching(/Sign in with it/)])
  const other = await accept(secret, {}, ada)
  expect([other.status, other.body.detail]).toEqual([403, expect.stringMatching(/for olga@example.com/)])
  expect((await accept(secret, {}, olga)).status).toBe(200)
  const me = (await olga.in(second.body.id).get('/v1/me')).body
  expect([me.role, me.workspace.name]).toEqual(['viewer', 'Second'])
  expect((await olga.get('/v1/me')).body.role).toBe('agent')
})

test('Who is a member or invited already is not invited again, and says so', async () => {
  await invite('twice@example.com')
  for (const email of ['twice@example.com', 'TWICE@example.com', admin.email]) {
    const { status, body } = await ada.post('/v1/invitations', { email, role: 'agent' })
    expect([email, status, body.errors?.[0]?.field]).toEqual([email, 409, 'email'])
  }
  const key = { 'idempotency-key': 'the same' }
  const first = await ada.post('/v1/invitations', { email: 'key@example.com', role: 'agent' }, key)
  const second = await ada.post('/v1/invitations', { email: 'key@example.com', role: 'agent' }, key)
  expect([second.status, second.body]).toEqual([first.status, first.body])
})

test('Another workspace can neither see, send again nor withdraw an invitation', async () => {
  const stranger = await otherWorkspace(world)
  const { id } = await invite('mine@example.com')
  expect((await stranger.get('/v1/invitations')).body.items).toEqual([])
  expect((await stranger.post(`/v1/invitations/${id}/send-again`)).status).toBe(404)
  expect((await stranger.delete(`/v1/invitations/${id}`)).status).toBe(404)
})

test('By mail: in text and HTML, to the address alone, with the link in no answer; a name cannot add a line', async () => {
  const own = await owner(posted, admin)
  await own.patch('/auth/account', { name: 'Ada <b>&"' })
  const sent = await own.post('/v1/invitations', { email: 'mia@example.com', role: 'agent' })
  expect([sent.body.mail, sent.body.link]).toEqual(['waiting', null])
  await posted.drain()
  expect(server.mails).toHaveLength(1)
  const [mail] = server.mails
  expect(mail?.recipients).toEqual(['mia@example.com'])
  expect(mail?.headers.get('subject')).toBe('Invitation to My workspace on Crosstie')
  expect(mail?.text).toContain('Ada <b>&" has invited you')
  expect(mail?.html).toContain('Ada &lt;b&gt;&amp;&quot; has invited you')
  expect(linkIn(mail?.html ?? '')).toBe(linkIn(mail?.text ?? 'none'))
  expect((await own.get('/v1/invitations')).body.items[0].mail).toBe('sent')
  const secret = linkIn(mail?.text ?? '')
  expect(JSON.stringify(await everything(posted))).not.toContain(secret)
  const mia = visit(posted)
  expect((await accept(secret, { name: 'Mia', password }, mia)).status).toBe(200)
  expect((await mia.get('/v1/me')).body.role).toBe('agent')
})

test('A mail that the server refuses is tried again, and the list says why it was refused', async () => {
  server.mails.length = 0
  server.refused.set('late@example.com', { code: 450, words: 'Mailbox is busy' })
  const sent = await posted.api.post('/v1/invitations', { email: 'late@example.com', role: 'agent' })
  await posted.drain()
  const state = async () => (await posted.api.get('/v1/invitations')).body.items[0]
  expect(await state()).toMatchObject({
    mail: 'refused',
    mailProblem: expect.stringContaining('Mailbox is busy'),
  })
  server.refused.clear()
  await posted.clock.advance(60_000)
  await posted.drain()
  expect(await state()).toMatchObject({ id: sent.body.id, mail: 'sent', mailProblem: null })
  expect(server.mails).toHaveLength(1)
})

test('Inviting, sending again, withdrawing and accepting stand in the record, without any secret', async () => {
  const { body } = await ada.get('/v1/audit?action=invitation.&limit=200')
  const actions = new Set(body.items.map((one: { action: string }) => one.action))
  expect(actions).toEqual(
    new Set(['invitation.sent', 'invitation.sent-again', 'invitation.withdrawn', 'invitation.accepted']),
  )
  const accepted = body.items.find(
    (one: { action: string; targetName: string }) =>
      one.action === 'invitation.accepted' && JSON.stringify(one).includes('nora@example.com'),
  )
  expect(accepted).toMatchObject({ after: { role: 'agent' } })
  expect(JSON.stringify(accepted)).toMatch(/"Nora".*127\.0\.0\.1|127\.0\.0\.1.*"Nora"/)
})
