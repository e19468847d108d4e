import { expect } from 'vitest'
import type { EchoProxy } from '../setup/echo-proxy.ts'
import { labelled, ruleBody } from '../setup/alarm-rules.ts'
import { openTicket } from '../setup/notifications.ts'
import { partner } from '../setup/partner.ts'
import type { World } from '../setup/world.ts'
import { adminEmail, scene, until, type CanaryHub } from './canary-hub.ts'
import type { CanaryTracker } from './canary-trackers.ts'

async function ok(answer: Promise<{ status: number; body: { id: string } }>): Promise<string> {
  const { status, body } = await answer
  expect([status < 300, body]).toEqual([true, expect.anything()])
  return body?.id
}

let count = 0
const newTicket = () => ({
  title: `Canary ${(count += 1)}`,
  description: 'Made while secrets are looked for.',
})

/** Connects a tracker, uses it while it is well and while it echoes what it is sent, and changes its secret. */
export async function useTracker(canaries: CanaryHub, tracker: CanaryTracker, how: object): Promise<void> {
  const { call, plant } = canaries
  const { provider, destination, proxy } = tracker
  const config = (secret: string) => ({ ...tracker.config, [tracker.secret]: secret })
  const attempt = (secret: string) => ({ provider, destination, config: config(secret) })
  const mistyped = plant(`${tracker.name}Mistyped`)
  for (const echo of [{ status: 401 }, { status: 403, html: true }]) {
    proxy.echoWith(echo)
    await call('POST', '/v1/connections/test', { body: attempt(mistyped) })
    await call('POST', '/v1/connections', { body: { ...attempt(mistyped), ...how } })
  }
  proxy.echoWith(undefined)
  const secret = plant(tracker.name)
  tracker.accept(secret)
  await call('POST', '/v1/connections/test', { body: attempt(mistyped) })
  const id = await ok(
    call('POST', '/v1/connections', { body: { ...attempt(secret), ...how }, key: tracker.name }),
  )
  const connection = `/v1/connections/${id}`
  await ok(call('POST', '/v1/tickets', { body: newTicket() }))
  for (const echo of [{ status: 400 }, { status: 500, html: true }, { status: 401 }]) {
    await whileEchoing(proxy, echo, async () => {
      await call('POST', '/v1/tickets', { body: newTicket() })
      await call('POST', `${connection}/test`)
      await call('POST', `${connection}/sync`)
      await call('POST', '/v1/connections/choices', { body: { ...attempt(secret), field: 'project' } })
    })
    await call('POST', `${connection}/resume`)
  }
  const rotated = plant(`${tracker.name}Rotated`)
  tracker.accept(rotated)
  await call('POST', `${connection}/test`)
  await call('PUT', connection, { body: attempt(mistyped) })
  await call('PUT', connection, { body: attempt(rotated) })
  await useWebhook(canaries, tracker, connection)
}

async function whileEchoing(
  proxy: EchoProxy,
  echo: Parameters<EchoProxy['echoWith']>[0],
  work: () => Promise<void>,
): Promise<void> {
  const before = proxy.echoes
  proxy.echoWith(echo)
  await work()
  await until('the tracker to be asked', () => proxy.echoes > before)
  proxy.echoWith(undefined)
}

async function useWebhook({ call, learn }: CanaryHub, tracker: CanaryTracker, path: string): Promise<void> {
  const { status, body } = await call('POST', `${path}/webhook-secret`)
  if (status !== 200) return
  const secret = learn(`${tracker.name}WebhookSecret`, body.secret)
  const { pathname } = new URL(body.url)
  await call('POST', pathname, { body: { issue: { id: '1' } }, token: null })
  await call('POST', `${pathname}?secret=wrong`, { body: { issue: { id: '1' } }, token: secret })
}

/** An alarm source whose console echoes what it is told. */
export async function useConsole({ call, plant }: CanaryHub, console: EchoProxy): Promise<void> {
  const value = `Bearer ${plant('consoleHeader', '"<&%+/')}`
  const writeBack = {
    method: 'PUT',
    url: `${console.url}/alarms/{{rootKey}}`,
    headers: [{ name: 'Authorization', value }],
    body: '{"id": "{{ticketId}}"}',
  }
  const { body: taken } = await call('POST', '/v1/alarms', {
    body: { agent: '1', rootKey: 'canary', elementName: 'Router', value: 'Down' },
  })
  const alarm: string = taken.items[0].id
  const { source } = (await call('GET', `/v1/alarms/${alarm}`)).body
  const path = `/v1/alarm-sources/${encodeURIComponent(source)}`
  await ok(call('PUT', path, { body: { onClear: 'nothing', writeBack } }))
  await call('POST', `${path}/preview`, { body: { writeBack, alarmId: alarm } })
  await call('POST', `${path}/try`, { body: { writeBack, alarmId: alarm } })
  const wish = { priority: 'high', attributes: { urgency: 'High', technicalImpact: 'Degraded' } }
  await ok(call('POST', `/v1/alarms/${alarm}/ticket`, { body: wish }))
  await until('the console to be told', () => console.echoes > 1)
}

/** An operator with programs, webhooks and mail; its servers and the mail server are careless with what they are told. */
export async function usePartner(canaries: CanaryHub, receiver: EchoProxy): Promise<string> {
  const { call, learn, mail, env } = canaries
  const world = scene(canaries) as World
  const by = await partner(world)
  learn('operatorToken', by.token)
  const path = `/v1/operators/${by.operator.id}/webhooks`
  const added = await call('POST', path, {
    body: { url: `${receiver.url}/events`, topics: ['ticket.created', 'event.added'] },
    key: 'webhook',
  })
  learn('partnerWebhookOldSecret', added.body.secret)
  const rotated = await call('POST', `${path}/${added.body.id}/rotate`)
  learn('partnerWebhookSecret', rotated.body.secret)
  await call('POST', `${path}/${added.body.id}/test`)
  const [noc = ''] = by.operator.emails
  const words = `Not for ${decodeURIComponent(new URL(env['SMTP_URL'] ?? '').password)}`
  mail.refused.set(noc, { code: 550, words })
  const before = mail.asked()
  await openTicket(world, by)
  await until('the mail server to be asked', () => mail.asked() > before)
  mail.refused.clear()
  await openTicket(world, by)
  await until('a mail', () => mail.mails.length > 0)
  return by.token
}

/** One of everything that has a page, so that each can be read. */
export async function fillLists({ call, env, hub }: CanaryHub): Promise<void> {
  const post = async (path: string, body: object): Promise<string> =>
    (await call('POST', path, { body })).body?.id
  await post('/v1/recommendations', { key: 'canary', title: 'Idle instance' })
  await post('/v1/alarm-rules', ruleBody({ matchers: [labelled('team', 'noc')] }))
  await post('/v1/projects', { key: 'shop', name: 'Shop' })
  await post('/v1/help-desk/customers', { name: 'ACME' })
  await post('/v1/help-desk/fields', { name: 'Floor', kind: 'text' })
  const product = await post('/v1/help-desk/products', { name: 'Router' })
  await post(`/v1/help-desk/products/${product}/versions`, { name: '1.0' })
  await post('/v1/help-desk/saved-filters', { name: 'Mine', filter: {}, shared: false })
  const ticket = await post('/v1/support-tickets', { title: 'Help' })
  await post(`/v1/support-tickets/${ticket}/actions`, { text: 'Looked at', visibility: 'public' })
  const form = new FormData()
  form.append('file', new Blob(['A text.'], { type: 'text/plain' }), 'note.txt')
  const headers = { authorization: `Bearer ${env['CROSSTIE_ADMIN_TOKEN']}` }
  const files = `${hub.url}/v1/support-tickets/${ticket}/attachments`
  expect((await fetch(files, { method: 'POST', headers, body: form })).status).toBe(201)
}

/** Signs in rightly and wrongly, and changes the password. Answers the cookie. */
export async function usePeople({ call, plant, learn, env }: CanaryHub): Promise<string> {
  const signIn = (password: string) =>
    call('POST', '/auth/sign-in/email', { body: { email: adminEmail, password }, token: null })
  const password = env['CROSSTIE_ADMIN_PASSWORD'] ?? ''
  await signIn(plant('mistypedPassword'))
  const { status, headers } = await signIn(password)
  expect(status).toBe(200)
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  const session = cookies.find((cookie) => cookie.includes('session_token')) ?? ''
  learn('session', decodeURIComponent(session.slice(session.indexOf('=') + 1)).split('.')[0] ?? '')
  const cookie = cookies.join('; ')
  const social = { provider: 'oidc', callbackURL: '/' }
  await call('POST', '/auth/sign-in/social', { body: social, token: null })
  await call('GET', '/v1/me', { cookie, token: null })
  const next = { currentPassword: password, newPassword: plant('newPassword') }
  await call('POST', '/auth/change-password', { body: next, cookie, token: null })
  await call('POST', '/auth/change-password', { body: next, cookie, token: null })
  const token = { name: 'Program', scopes: ['tickets:read'] }
  const { body } = await call('POST', '/v1/tokens', { body: token, key: 'token' })
  learn('apiToken', body.token)
  await call('POST', '/v1/tokens', { body: token, key: 'token' })
  await call('GET', '/v1/tickets', { token: body.token })
  await call('GET', '/v1/tickets', { token: `${body.token}x` })
  return cookie
}
