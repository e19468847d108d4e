import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { everything } from '../setup/database.ts'
import { addWebhook, notificationsOf, openTicket } from '../setup/notifications.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { logOf, pass } from '../setup/scene.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { startReceiver, type ReceivedCall, type WebhookReceiver } from '../setup/webhook-receiver.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let receiver: WebhookReceiver
let other: WebhookReceiver
let north: Partner
let hook: { id: string; secret: string; path: string }

beforeAll(async () => {
  world = await startWorld({ alsoAllowed: ['127.0.0.1'] })
  receiver = await startReceiver()
  other = await startReceiver()
})
beforeEach(async () => {
  for (const one of [receiver, other]) Object.assign(one, { effect: undefined }).calls.length = 0
  north = await partner(world)
  hook = await addWebhook(world, north, receiver)
})
afterEach(() => vi.useRealTimers())
afterAll(async () => {
  await world?.close()
  await receiver?.stop()
  await other?.stop()
})

/** As a partner would, at the time of the world’s clock. Throws where the signature is not right. */
function verified(secret: string, call: ReceivedCall | undefined) {
  vi.useFakeTimers({ toFake: ['Date'], now: world.clock.now() })
  const { body, headers } = call ?? { body: '', headers: {} }
  const event = new Webhook(secret).verify(body, headers) as Record<string, unknown>
  vi.useRealTimers()
  return event
}

const webhooksOf = (alias: string) => notificationsOf(world, `&channel=webhook&ticket=${alias}`)
const hookOf = async () => {
  const { body } = await world.api.get(`/v1/operators/${north.operator.id}/webhooks`)
  return body.items.find(({ id }: { id: string }) => id === hook.id)
}
const add = (alias: string, event: object) => world.api.post(`/api/tickets/${alias}/events/`, event)
const idsAt = ({ calls }: WebhookReceiver) => calls.map(({ headers }) => headers['webhook-id'])

describe('A webhook', () => {
  test('is told a new ticket in a CloudEvent, signed as Standard Webhooks say', async () => {
    const ticket = await openTicket(world, north)
    await world.drain()
    expect(receiver.calls).toHaveLength(1)
    const [call] = receiver.calls
    expect(call?.headers['content-type']).toBe('application/cloudevents+json')
    const event = verified(hook.secret, call)
    const [row] = await webhooksOf(ticket.alias)
    expect(event).toMatchObject({
      specversion: '1.0',
      id: row?.id,
      source: 'http://hub.example.com/api/tickets',
      type: 'crosstie.ticket.created',
      subject: ticket.alias,
      time: ticket['creation_date'],
      datacontenttype: 'application/json',
    })
    // To the letter what the partner’s own API answers, in the contract’s order.
    expect(JSON.stringify(event['data'])).toBe(JSON.stringify({ ticket }))
    expect(call?.headers['webhook-id']).toBe(row?.id)
    expect(row).toMatchObject({
      state: 'done',
      answer: { status: 204 },
      webhookId: hook.id,
      actions: ['replay'],
    })
  })

  test('is told each event with its ticket as it is then', async () => {
    const { alias } = await openTicket(world, north)
    await add(alias, { status: 'deferred', comment: 'Which modem is it?' })
    await world.as(north.token).post(`/api/tickets/${alias}/events/`, { comment: 'The grey one' })
    await world.drain()
    const events = receiver.calls.map((call) => verified(hook.secret, call))
    expect(events.map(({ type }) => String(type)).sort()).toEqual([
      'crosstie.event.added',
      'crosstie.event.added',
      'crosstie.ticket.created',
    ])
    const data = events.map((event) => event['data'] as Record<string, Record<string, unknown>>)
    const deferred = data.find(({ event }) => event?.['status'] === 'deferred')
    expect(deferred?.['ticket']).toMatchObject({ alias, status: 'deferred', next_available_status: ['open'] })
    const listed = await world.as(north.token).get(`/api/tickets/${alias}/events/`)
    for (const { event } of data.filter((one) => one['event'])) {
      expect(listed.body).toContainEqual(expect.objectContaining(event ?? {}))
    }
  })

  test('is told only the topics that it was added for, and only of its own operator', async () => {
    const quiet = await partner(world)
    await addWebhook(world, quiet, { url: other.url, topics: ['event.added'] })
    const mine = await openTicket(world, north)
    const theirs = await openTicket(world, quiet)
    await add(theirs.alias, { comment: 'Seen' })
    await world.drain()
    expect(receiver.calls.map((call) => JSON.parse(call.body).subject)).toEqual([mine.alias])
    expect(other.calls.map((call) => JSON.parse(call.body).type)).toEqual(['crosstie.event.added'])
  })

  test('that was rotated is signed with both secrets for a day, then with the new one alone', async () => {
    const rotated = await world.api.post(`${hook.path}/rotate`)
    expect(rotated.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/u)
    await openTicket(world, north)
    await world.drain()
    for (const secret of [hook.secret, rotated.body.secret]) verified(secret, receiver.calls[0])
    await pass(world, 25 * 60)
    await openTicket(world, north)
    await world.drain()
    verified(rotated.body.secret, receiver.calls[1])
    expect(() => verified(hook.secret, receiver.calls[1])).toThrow('No matching signature')
  })

  test('is tried on demand with a signed test, and says what was answered', async () => {
    receiver.effect = { status: 200, text: 'thanks' }
    const taken = await world.api.post(`${hook.path}/test`)
    expect(taken.body).toMatchObject({ status: 200, text: 'thanks', fault: null })
    expect(verified(hook.secret, receiver.calls[0])).toMatchObject({ type: 'crosstie.webhook.test' })
    receiver.effect = { status: 401, text: 'bad signature' }
    const refused = await world.api.post(`${hook.path}/test`)
    expect(refused.body).toMatchObject({
      status: 401,
      fault: { kind: 'unauthorized', detail: 'bad signature' },
    })
    expect(refused.body.fault.remedy).toContain('another secret')
  })

  test('that has taken something is sent it once more on demand, under the same id', async () => {
    const { alias } = await openTicket(world, north)
    await world.drain()
    const [row] = await webhooksOf(alias)
    expect((await world.api.post(`/v1/notifications/${row?.id}/replay`)).status).toBe(200)
    await world.drain()
    expect(idsAt(receiver)).toEqual([row?.id, row?.id])
    expect(receiver.calls[1]?.body).toBe(receiver.calls[0]?.body)
    expect(receiver.calls.map((call) => verified(hook.secret, call)['id'])).toEqual([row?.id, row?.id])
  })
})

describe('A receiver', () => {
  test.each([500, 503, 408, 302])('that answers %i is told again under the same id', async (status) => {
    receiver.effect = { status, text: 'not now', headers: { location: `${other.url}/elsewhere` } }
    const { alias } = await openTicket(world, north)
    await world.drain()
    expect((await webhooksOf(alias))[0]).toMatchObject({ state: 'waiting', attempts: 1, fault: { status } })
    receiver.effect = undefined
    await pass(world, 1)
    expect((await webhooksOf(alias))[0]).toMatchObject({ state: 'done', attempts: 2, fault: null })
    expect(new Set(idsAt(receiver)).size).toBe(1)
    expect(other.calls).toEqual([])
  })

  test.each([400, 401, 404, 409, 422, 301])(
    'that answers %i has refused it, and is not asked again',
    async (status) => {
      receiver.effect = { status, text: 'No such customer', headers: { location: other.url } }
      const { alias } = await openTicket(world, north)
      await pass(world, 24 * 60)
      const [row] = await webhooksOf(alias)
      expect(row).toMatchObject({
        state: 'failed',
        attempts: 1,
        fault: { status, remedy: expect.stringMatching(/./u) },
      })
      expect(row?.fault?.detail).toMatch(status === 301 ? /not followed/u : /No such customer/u)
      expect([receiver.calls.length, other.calls.length]).toEqual([1, 0])
    },
  )

  test('that asks for a pause gets it, for everything that is due', async () => {
    receiver.effect = { status: 429, headers: { 'retry-after': '600' } }
    const first = await openTicket(world, north)
    await world.drain()
    const second = await openTicket(world, north)
    await pass(world, 8)
    expect(receiver.calls).toHaveLength(1)
    expect((await webhooksOf(second.alias))[0]).toMatchObject({
      state: 'waiting',
      attempts: 0,
      waitingFor: 'The webhook’s server asked for a pause.',
    })
    receiver.effect = undefined
    await pass(world, 3)
    for (const { alias } of [first, second]) expect((await webhooksOf(alias))[0]?.state).toBe('done')
  })

  test('that says 410 Gone is switched off; what waits for it waits until somebody switches it on', async () => {
    receiver.effect = { status: 500 }
    const waiting = await openTicket(world, north)
    await world.drain()
    receiver.effect = { status: 410 }
    const gone = await openTicket(world, north)
    await world.drain()
    expect(await hookOf()).toMatchObject({ isActive: false, offBecause: expect.stringContaining('410 Gone') })
    expect((await webhooksOf(gone.alias))[0]).toMatchObject({ state: 'failed', fault: { code: 'GONE' } })
    await pass(world, 60)
    expect((await webhooksOf(waiting.alias))[0]).toMatchObject({
      state: 'waiting',
      waitingFor: expect.stringMatching(/^The webhook is switched off\./u),
    })
    const unheard = await openTicket(world, north)
    expect(await webhooksOf(unheard.alias)).toEqual([])
    const [row] = await webhooksOf(gone.alias)
    const refused = await world.api.post(`/v1/notifications/${row?.id}/retry`)
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      expect.stringContaining('switch it on first'),
    ])
    const plan = await world.api.post('/v1/notifications/preview', { ids: [row?.id] })
    expect(plan.body).toMatchObject({
      webhook: 0,
      leftOut: [{ count: 1, reason: expect.stringContaining('off') }],
    })
    receiver.effect = undefined
    await world.api.patch(hook.path, { isActive: true })
    await world.api.post('/v1/notifications/retry', { ids: [row?.id] })
    await world.drain()
    for (const { alias } of [waiting, gone]) expect((await webhooksOf(alias))[0]?.state).toBe('done')
  })

  test('that is slow holds up nobody else, and is called by two at a time', async () => {
    await addWebhook(world, north, { url: other.url })
    const release = receiver.hold()
    for (let index = 0; index < 5; index += 1) await openTicket(world, north)
    const draining = world.drain()
    await other.called(5)
    await receiver.called(2)
    expect(receiver.calls).toHaveLength(2)
    release()
    await draining
    expect(receiver.calls).toHaveLength(5)
  })

  test('that is dead is left in peace while everything for it waits, and told all of it when it is back', async () => {
    await receiver.stop()
    await addWebhook(world, north, { url: other.url })
    const aliases = []
    for (let index = 0; index < 12; index += 1) aliases.push((await openTicket(world, north)).alias)
    await world.drain()
    expect(other.calls).toHaveLength(12)
    const rows = (await Promise.all(aliases.map(webhooksOf)))
      .flat()
      .filter(({ webhookId }) => webhookId === hook.id)
    expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'waiting'))
    // Four in a row, and two that were under way by then.
    expect(rows.filter(({ attempts }) => attempts > 0).length).toBeLessThanOrEqual(6)
    expect(rows.find(({ attempts }) => attempts === 0)?.waitingFor).toContain('times in a row')
    expect(await hookOf()).toMatchObject({ failures: expect.any(Number), heldUntil: expect.any(String) })
    await receiver.start()
    for (let round = 0; round < 4; round += 1) await pass(world, 10)
    expect(new Set(idsAt(receiver)).size).toBe(12)
    expect(await hookOf()).toMatchObject({ failures: 0, heldUntil: null })
  })

  test('that stays dead fails after more than a day; all that failed is counted, then sent again', async () => {
    await receiver.stop()
    await openTicket(world, north)
    await openTicket(world, north)
    for (let hour = 0; hour < 80; hour += 1) await pass(world, 60)
    const failed = await notificationsOf(world, `&state=failed&operatorId=${north.operator.id}`)
    expect(failed.map(({ attempts }) => attempts)).toEqual([8, 8])
    expect((await logOf(world, '&level=error'))[0]?.message).toMatch(
      /^Webhook to 127\.0\.0\.1:\d+: No connection/u,
    )
    await receiver.start()
    const which = { all: true, operatorId: north.operator.id, channel: 'webhook' }
    const plan = await world.api.post('/v1/notifications/preview', which)
    expect(plan.body).toEqual({ mail: 0, webhook: 2, total: { count: 2, capped: false }, leftOut: [] })
    expect(receiver.calls).toEqual([])
    expect((await world.api.post('/v1/notifications/retry', which)).body).toEqual({ queued: 2 })
    await world.drain()
    expect(new Set(idsAt(receiver))).toEqual(new Set(failed.map(({ id }) => id)))
  })

  test('What a dead process was sending is sent again under the same id', async () => {
    const { alias } = await openTicket(world, north)
    const [row] = await webhooksOf(alias)
    await world.database
      .updateTable('notifications')
      .set({ state: 'sending', claimedBy: world.hub.deps.ctx.newId() })
      .where(
        'ticketId',
        '=',
        (
          await world.database
            .selectFrom('serviceTickets')
            .select('ticketId')
            .where('alias', '=', alias)
            .executeTakeFirstOrThrow()
        ).ticketId,
      )
      .execute()
    await world.drain()
    expect(receiver.calls).toEqual([])
    await pass(world, 2)
    expect(idsAt(receiver)).toEqual([row?.id])
  })
})

describe('An address', () => {
  test('that is private is not stored, unless the operator of the hub allows it', async () => {
    for (const url of [
      'https://10.1.2.3/events',
      'https://[::ffff:10.1.2.3]/',
      'http://partner.example.com@[::1]/',
    ]) {
      const { status, body } = await world.api.patch(hook.path, { url })
      expect([url, status, body.errors[0].field]).toEqual([url, 422, 'url'])
    }
    expect((await hookOf()).url).toContain('127.0.0.1')
  })

  test.each([
    ['partner.example.com', 'a whole address'],
    ['ftp://partner.example.com/', 'https://'],
    ['https://user:pass@partner.example.com/', 'without a user name'],
    ['https://partner.example.com/#there', 'after #'],
  ])('%s is refused with what would be right', async (url, message) => {
    const { status, body } = await world.api.post(`/v1/operators/${north.operator.id}/webhooks`, {
      url,
      topics: ['event.added'],
    })
    expect([status, body.errors]).toEqual([
      422,
      [{ field: 'url', message: expect.stringContaining(message) }],
    ])
  })

  test('may be given once, and an operator has twenty at most', async () => {
    const path = `/v1/operators/${north.operator.id}/webhooks`
    expect((await world.api.post(path, { url: receiver.url, topics: ['event.added'] })).status).toBe(409)
    expect((await world.api.post(path, { url: other.url, topics: [] })).status).toBe(422)
    for (let index = 1; index < 20; index += 1)
      await addWebhook(world, north, { url: `${other.url}/${index}` })
    const { status, body } = await world.api.post(path, { url: other.url, topics: ['event.added'] })
    expect([status, body.detail]).toEqual([409, expect.stringContaining('at most 20')])
  })

  test('that moves to another host gets another secret; at the same host it keeps its own', async () => {
    const same = await world.api.patch(hook.path, { url: `${receiver.url}/v2` })
    expect(same.body).toMatchObject({ secret: null, url: `${receiver.url}/v2` })
    const moved = await world.api.patch(hook.path, { url: other.url })
    expect(moved.body.secret).toMatch(/^whsec_/u)
    await openTicket(world, north)
    await world.drain()
    verified(moved.body.secret, other.calls[0])
    expect(() => verified(hook.secret, other.calls[0])).toThrow('No matching signature')
  })
})

describe('Webhooks of an operator', () => {
  test('keep their secrets to themselves', async () => {
    const again = { 'idempotency-key': crypto.randomUUID() }
    const url = `${receiver.url}/more`
    const made = await world.api.post(
      `/v1/operators/${north.operator.id}/webhooks`,
      { url, topics: ['event.added'] },
      again,
    )
    const rotated = await world.api.post(`${hook.path}/rotate`)
    const secrets = [hook.secret, made.body.secret, rotated.body.secret]
    receiver.effect = { status: 400, text: `You sent ${rotated.body.secret}` }
    const { alias } = await openTicket(world, north)
    await world.drain()
    const [row] = await webhooksOf(alias)
    const answers = await Promise.all([
      world.api.get(`/v1/operators/${north.operator.id}/webhooks`),
      world.api.get(`/v1/notifications/${row?.id}`),
      world.api.post(`${hook.path}/test`),
      world.api.patch(hook.path, { topics: ['event.added'] }),
    ])
    const shown = JSON.stringify([
      answers.map(({ body }) => body),
      await logOf(world),
      await everything(world),
    ])
    for (const secret of secrets) {
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain(secret.replace('whsec_', ''))
    }
    expect(answers[1]?.body).toMatchObject({
      payload: { ticket: { alias } },
      answer: { text: 'You sent •••' },
    })
  })

  test('that are removed are told nothing more, and what waited is given up', async () => {
    receiver.effect = { status: 503 }
    const { alias } = await openTicket(world, north)
    await world.drain()
    expect((await world.api.delete(hook.path)).status).toBe(204)
    receiver.effect = undefined
    await pass(world, 60)
    expect((await webhooksOf(alias))[0]?.state).toBe('cancelled')
    expect(receiver.calls).toHaveLength(1)
    expect((await world.api.delete(hook.path)).status).toBe(404)
    const [row] = await webhooksOf(alias)
    const { status, body } = await world.api.post(`/v1/notifications/${row?.id}/retry`)
    expect([status, body.detail]).toEqual([409, 'The webhook was removed.'])
  })

  test('are changed by administrators only, and are unknown in another workspace', async () => {
    const bob = await member(world)
    const path = `/v1/operators/${north.operator.id}/webhooks`
    expect((await bob.get(path)).body.items).toHaveLength(1)
    const stranger = await otherWorkspace(world)
    for (const [api, status] of [
      [bob, 403],
      [world.as(north.token), 403],
      [stranger, 404],
    ] as const) {
      const answers = [
        await api.post(path, { url: other.url, topics: ['event.added'] }),
        await api.patch(hook.path, { isActive: false }),
        await api.delete(hook.path),
        await api.post(`${hook.path}/rotate`),
        await api.post(`${hook.path}/test`),
      ]
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status))
    }
    expect((await stranger.get(path)).status).toBe(404)
    expect(await hookOf()).toMatchObject({ isActive: true })
  })
})
