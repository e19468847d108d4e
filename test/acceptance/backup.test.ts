import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub, type Hub } from '../../src/main.ts'
import { distrustUnsent } from '../../src/store/after-restore.ts'
import { readBackup, writeBackup, type BackupHeader, type BackupLine } from '../../src/store/backup.ts'
import { alarm, labelled, makeRule, say } from '../setup/alarm-rules.ts'
import { createApi, type Api } from '../setup/api.ts'
import { createClock, type TestClock } from '../setup/clock.ts'
import { helpDeskIds } from '../setup/help-desk.ts'
import { partner } from '../setup/partner.ts'
import { ask, create, failCreation, issuesOf } from '../setup/scene.ts'
import { openTestStore } from '../setup/store.ts'
import { adminToken, keptOpen, settings, startWorld, type World } from '../setup/world.ts'

/** A hub on a database that was restored from a backup of the world’s. */
interface Restored {
  hub: Hub
  api: Api
  clock: TestClock
  drain: () => Promise<void>
  close: () => Promise<void>
}

let world: World
let connection: string
beforeAll(async () => {
  world = await startWorld()
  connection = await world.connectJira()
})
afterAll(() => world?.close())

async function backup(): Promise<(BackupHeader | BackupLine)[]> {
  const lines: (BackupHeader | BackupLine)[] = []
  await writeBackup(world.hub.deps.store, world.clock.now(), async (line) => {
    // As a file would keep it.
    lines.push(JSON.parse(JSON.stringify(line)))
  })
  return lines
}

async function* rowsOf([, ...rows]: (BackupHeader | BackupLine)[]) {
  for (const row of rows) yield row as BackupLine
}

async function restored(lines: (BackupHeader | BackupLine)[]): Promise<Restored> {
  const { at: backupAt } = lines[0] as BackupHeader
  const store = await openTestStore()
  const clock = createClock(store, world.clock.now())
  // The library's tables are made when a hub starts.
  const first = await startHub({ ...settings(world.jira), store: keptOpen(store), work: false })
  await first.close()
  await store.pool.query('truncate workspaces, hub_facts, "user", account cascade')
  await store.plain.transaction().execute(async (tx) => {
    await readBackup(tx, rowsOf(lines))
    await distrustUnsent(tx, { backupAt, now: clock.now() })
  })
  const hub = await startHub({
    ...settings(world.jira),
    store: keptOpen(store),
    ctx: clock.context,
    work: false,
  })
  async function drain(): Promise<void> {
    while ((await hub.queue.drain(hub.handlers)) > 0);
  }
  const close = async () => {
    await hub.close()
    await store.close()
  }
  return { hub, api: createApi(hub.url, adminToken), clock, drain, close }
}

async function pass({ clock, hub, drain }: Restored, minutes: number): Promise<void> {
  await clock.advance(minutes * 60_000)
  await hub.handlers.minute({})
  await drain()
}

const deliveryOf = async ({ api }: Restored, id: string) => (await api.get(`/v1/tickets/${id}`)).body.delivery

test('A backup holds every row, and restoring it brings the same tickets back under the same numbers', async () => {
  const ticket = await create(world, { title: 'Before the backup' })
  const lines = await backup()
  const there = await restored(lines)
  const again = await there.api.get(`/v1/tickets/${ticket.id}`)
  expect(again.body).toMatchObject({
    alias: ticket.alias,
    title: ticket.title,
    link: { issueKey: ticket.link.issueKey },
  })
  const events = (await there.api.get(`/v1/tickets/${ticket.id}/events`)).body.items
  expect(events).toEqual((await world.api.get(`/v1/tickets/${ticket.id}/events`)).body.items)
  await there.close()
})

test('A restored database that is older than the tracker sends nothing twice: everything unsent is searched for first', async () => {
  failCreation(world, { status: 400 })
  const failed = (await create(world, { title: 'Failed at the backup, retried since' })).id
  const queued = await ask(world, { title: 'Queued at the backup, sent since' })
  const waiting = await ask(world, { title: 'Queued at the backup, never sent' })
  const lines = await backup()
  await world.drain()
  await world.api.post(`/v1/tickets/${failed}/retry`)
  await world.drain()
  const titles = [
    'Queued at the backup, sent since',
    'Failed at the backup, retried since',
    'Queued at the backup, never sent',
  ]
  // The one that was never sent is taken away again, as if the hub had died before.
  const [unsent] = issuesOf(world, titles[2])
  world.jira.state.issues.delete(unsent!.id)
  expect(titles.map((title) => issuesOf(world, title).length)).toEqual([1, 1, 0])

  const there = await restored(lines)
  const writes = () =>
    world.jira.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/issue')).length
  const before = writes()
  // A tracker that is away meanwhile makes no pause of it that would end by itself.
  world.jira.faults.rules.push({ effect: { status: 503 } })
  await pass(there, 16)
  world.jira.faults.rules.length = 0
  await pass(there, 30)
  expect(writes()).toBe(before)
  const { body } = await there.api.get(`/v1/connections/${connection}`)
  expect(body.paused).toMatchObject({
    until: null,
    fault: { detail: expect.stringContaining('restored from the backup') },
  })
  await there.api.post(`/v1/connections/${connection}/resume`)
  await there.api.post(`/v1/tickets/${failed}/retry`)
  for (let minute = 0; minute < 30; minute += 1) await pass(there, 1)
  for (const id of [queued, failed, waiting]) expect((await deliveryOf(there, id)).state).toBe('done')
  expect(titles.map((title) => issuesOf(world, title).length)).toEqual([1, 1, 1])
  await there.close()
})

test('After a restore, rules create no ticket before somebody has switched them on', async () => {
  const matchers = [labelled('restore', 'yes')]
  const rule = await makeRule(world, { matchers, waitSeconds: 60 })
  const id = await say(world.api, alarm({ restore: 'yes' }))
  const there = await restored(await backup())
  await pass(there, 5)
  expect((await there.api.get(`/v1/alarms/${id}`)).body).toMatchObject({ ticket: null, awaits: null })
  expect((await there.api.get(`/v1/alarm-rules/${rule.id}`)).body).toMatchObject({
    enabled: false,
    problem: expect.stringContaining('restored from the backup'),
  })
  await there.close()
})

test('A help desk with its files comes back as it was', async () => {
  const desk = await helpDeskIds(world)
  const ticket = `/v1/support-tickets/${desk.ticket}`
  const there = await restored(await backup())
  for (const path of [
    ticket,
    `${ticket}/actions`,
    `${ticket}/attachments`,
    `${ticket}/attachments/${desk.file}/content`,
  ]) {
    expect((await there.api.get(path)).body).toEqual((await world.api.get(path)).body)
  }
  await there.close()
})

test('Partners’ tickets come back to the microsecond, go on counting, and nobody is told a second time', async () => {
  const one = await partner(world)
  const { body: ticket } = await one.api.post('/api/tickets/', one.newTicket())
  const address = `/api/tickets/${ticket.alias}`
  const lines = await backup()
  const there = await restored(lines)
  const program = createApi(there.hub.url, one.token)
  expect((await program.get(address)).body).toEqual(ticket)
  expect((await program.get(`${address}/events`)).body).toEqual((await one.api.get(`${address}/events`)).body)
  await there.drain()
  const { body: told } = await there.api.get('/v1/notifications')
  expect(told.items.map(({ state }: { state: string }) => state)).toEqual(['failed', 'failed'])
  expect(told.items[0].fault.detail).toContain('restored from the backup')
  const { body: event } = await program.post(`${address}/events`, { comment: 'After the restore' })
  const events = (await program.get(`${address}/events`)).body
  expect(new Set(events.map(({ id }: { id: number }) => id)).size).toBe(events.length)
  expect(events[0]).toEqual(event)
  const next = one.newTicket({
    service_uuid: one.services[1].uuid,
    category: 'other',
    diagnostic_run_id: null,
  })
  const { body: later } = await program.post('/api/tickets/', next)
  expect(later.alias > ticket.alias).toBe(true)
  await there.close()
})

test('A new ticket after a restore goes on counting', async () => {
  const there = await restored(await backup())
  await there.api.post(`/v1/connections/${connection}/resume`)
  const last = (await world.api.get('/v1/tickets?limit=1')).body.items[0].alias
  const { body } = await there.api.post('/v1/tickets', {
    title: 'After',
    description: 'After the restore it goes on.',
  })
  expect(Number(body.alias.slice(3))).toBeGreaterThan(Number(last.slice(3)))
  await there.close()
})
