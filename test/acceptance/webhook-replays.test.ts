import { afterEach, describe, expect, test } from 'vitest'
import { everything } from '../setup/database.ts'
import { create, eventsOf, ticketOf } from '../setup/scene.ts'
import { trackers } from '../setup/trackers/all.ts'
import type { TestTracker } from '../setup/trackers/tracker.ts'
import { startWebhookRelay, type WebhookRelay } from '../setup/webhook-relay.ts'
import { startWorld, type World } from '../setup/world.ts'

/** What a webhook may change at all; receipts, jobs and moments of reading are none of it. */
const ofPeople = [
  'tickets',
  'events',
  'deliveries',
  'issue_comments',
  'findings',
  'notifications',
  'write_backs',
]

describe.each(trackers)('$name: a webhook that comes again', ({ start }) => {
  let world: World
  let tracker: TestTracker
  let relay: WebhookRelay
  afterEach(async () => {
    await world?.close()
    await tracker?.close()
    await relay?.close()
  })

  /** A ticket whose issue a person has moved, and the webhooks that told of it. */
  async function told() {
    world = await startWorld({ alsoAllowed: ['127.0.0.1'] })
    tracker = await start(() => world.clock.now())
    relay = await startWebhookRelay()
    const { kind: provider, config, destination } = tracker
    const { body } = await world.api.post('/v1/connections', { provider, config, destination })
    const hook = await world.api.post(`/v1/connections/${body.id}/webhook-secret`)
    const { pathname } = new URL(hook.body.url)
    tracker.registerWebhook(hook.body.url.replace(/^https?:\/\/[^/]+/u, relay.url), hook.body.secret)
    await world.clock.advance(3_000)
    const ticket = await create(world, { title: 'Replayed' })
    await tracker.settle()
    relay.held.length = 0
    const [issue] = tracker.issues()
    await tracker.move(issue?.id ?? '', 'Active')
    await tracker.settle()
    const captured = [...relay.held]
    expect(captured.length).toBeGreaterThan(0)
    return { id: ticket.id, issueId: issue?.id ?? '', captured, pathname }
  }

  async function pass(calls: { path: string; headers: Record<string, string>; body: string }[]) {
    const statuses: number[] = []
    for (const { path, headers, body } of calls) {
      statuses.push((await fetch(world.hub.url + path, { method: 'POST', headers, body })).status)
    }
    await world.clock.advance(1_500)
    await world.drain()
    return statuses
  }

  async function state(id: string) {
    const rows = await everything(world)
    const tables = Object.fromEntries(ofPeople.map((name) => [name, rows[`public.${name}`]]))
    const { link, statusCategory } = await ticketOf(world, id)
    return { tables, status: [statusCategory, link.rawStatus], events: await eventsOf(world, id) }
  }

  test('byte by byte, or under another number, at once or a week later, changes nothing', async () => {
    const { id, captured } = await told()
    expect(new Set(await pass(captured))).toEqual(new Set([202]))
    const once = await state(id)
    expect(once.status[0]).toBe('Active')
    const receipts = (await everything(world))['public.webhook_receipts']?.length
    await pass([...captured, ...captured])
    expect((await everything(world))['public.webhook_receipts']?.length).toBe(receipts)
    expect(await state(id)).toEqual(once)
    const renumbered = captured.map((one) => ({
      ...one,
      headers: Object.fromEntries(
        Object.entries(one.headers).map(([name, value]) => [
          name,
          /identifier|delivery/u.test(name) ? `${value}-again` : value,
        ]),
      ),
    }))
    await pass(renumbered)
    expect(await state(id)).toEqual(once)
    await world.clock.advance(7 * 86_400_000)
    await world.drain()
    const later = await state(id)
    await pass([...captured, ...renumbered])
    expect(await state(id)).toEqual(later)
  })

  test('after the issue went on does not bring it back', async () => {
    const { id, issueId, captured } = await told()
    await tracker.move(issueId, 'Resolved')
    await tracker.settle()
    await pass(relay.held.splice(0))
    const after = await state(id)
    expect(after.status[0]).toBe('Resolved')
    await pass(captured)
    expect(await state(id)).toEqual(after)
  })

  test('with other words, or for another connection, is refused', async () => {
    const { id, captured } = await told()
    await pass(captured)
    const once = await state(id)
    const bare = captured.map((one) => ({
      ...one,
      path: one.path.split('?')[0] ?? '',
      headers: { 'content-type': 'application/json' },
    }))
    const elsewhere = captured.map((one) => ({
      headers: one.headers,
      body: one.body,
      path: one.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/u, '01994f3e-7a10-7c55-9d2e-0b6f0c1a2b3c'),
    }))
    expect(new Set(await pass([...bare, ...elsewhere]))).toEqual(new Set([401]))
    expect(await state(id)).toEqual(once)
  })
})
