import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  consoleScene,
  propertiesOf,
  save,
  template,
  ticketed,
  writeBackOf,
  type Scene,
} from '../setup/console.ts'
import { addWebhook, notificationsOf, openTicket } from '../setup/notifications.ts'
import { partner } from '../setup/partner.ts'
import { ask, connectionOf, create, eventsOf, issuesOf, logOf, pass, ticketOf } from '../setup/scene.ts'
import { startReceiver, type WebhookReceiver } from '../setup/webhook-receiver.ts'
import { jiraConfig, startWorld, type World } from '../setup/world.ts'

// What a hub finds in a row that somebody changed, or that another hub sealed with a key that this one does not have.
const spoilt = 'v1.000000000000.AAAA.AAAA'

let world: World
let north: Scene
let receiver: WebhookReceiver
let id: string
beforeAll(async () => {
  world = await startWorld({ alsoAllowed: ['127.0.0.1'] })
  id = await world.connectJira()
  north = await consoleScene(world, 'North NOC')
  await save(world, north, { writeBack: template(north) })
  receiver = await startReceiver()
})
afterAll(async () => {
  await world?.close()
  await north?.simulated.close()
  await receiver?.stop()
})

const secretOf = async () => {
  const { rows } = await sql<{ sealed: string }>`
    select sealed_secrets as sealed from connections where id = ${id}`.execute(world.database)
  return rows[0]?.sealed ?? ''
}
const putSecret = (sealed: string) =>
  sql`update connections set sealed_secrets = ${sealed} where id = ${id}`.execute(world.database)
const enterAgain = () =>
  world.api.put(`/v1/connections/${id}`, {
    provider: 'jira',
    config: jiraConfig(world.jira),
    destination: {},
  })

test('A tracker’s credential that cannot be opened pauses the connection and says what to do; entered again, each ticket goes out once', async () => {
  await putSecret(spoilt)
  const before = world.jira.calls.length
  const tickets = [(await create(world, { title: 'First' })).id, await ask(world, { title: 'Second' })]
  await pass(world, 20)
  expect(world.jira.calls.length).toBe(before)
  const { paused } = await connectionOf(world, id)
  expect(paused).toMatchObject({ until: null, fault: { kind: 'unauthorized', code: 'UNREADABLE' } })
  expect(paused.fault.detail).toContain('which the hub does not have')
  expect(paused.fault.remedy).toMatch(/enter it again/u)
  for (const one of tickets) {
    const { delivery } = await ticketOf(world, one)
    expect([delivery.state, delivery.waitingFor]).toEqual(['waiting', 'Jira Cloud needs an administrator'])
  }
  expect((await world.api.get('/v1/me')).body.activeConnection.attention).toMatch(/cannot be read/u)
  expect((await logOf(world, `&connectionId=${id}`)).map(({ message }) => message)).toContain(
    'Jira Cloud is paused until an administrator has looked at it.',
  )
  expect((await enterAgain()).body.paused).toBeNull()
  await world.drain()
  for (const one of tickets) expect((await ticketOf(world, one)).delivery.state).toBe('done')
  expect(['First', 'Second'].map((title) => issuesOf(world, title).length)).toEqual([1, 1])
})

test('What a page asks the tracker for meanwhile is answered with what to do', async () => {
  const sealed = await secretOf()
  await putSecret(spoilt)
  const answer = await world.api.post('/v1/connections/choices', {
    provider: 'jira',
    connectionId: id,
    field: 'project',
  })
  expect([answer.status, answer.body.detail]).toEqual([502, expect.stringContaining('enter it again')])
  await putSecret(sealed)
})

test('With its key back, a test of the connection ends the pause', async () => {
  const sealed = await secretOf()
  await putSecret(spoilt)
  const { id: ticket } = await create(world, { title: 'Third' })
  const tried = () => world.api.post(`/v1/connections/${id}/test`)
  expect((await tried()).body).toMatchObject({ ok: false })
  await putSecret(sealed)
  expect((await connectionOf(world, id)).paused.fault.code).toBe('UNREADABLE')
  expect((await tried()).body).toMatchObject({ ok: true })
  await world.drain()
  expect((await connectionOf(world, id)).paused).toBeNull()
  expect([(await ticketOf(world, ticket)).delivery.state, issuesOf(world, 'Third').length]).toEqual([
    'done',
    1,
  ])
})

test('A partner’s webhook whose secret cannot be opened keeps what it has to tell until there is another', async () => {
  const by = await partner(world)
  const hook = await addWebhook(world, by, receiver)
  await sql`update webhook_subscriptions set sealed_secret = ${spoilt} where id = ${hook.id}`.execute(
    world.database,
  )
  const { alias } = await openTicket(world, by)
  await pass(world, 2)
  const [row] = await notificationsOf(world, `&channel=webhook&ticket=${alias}`)
  expect([row?.state, row?.fault?.detail]).toEqual([
    'waiting',
    expect.stringContaining('which the hub does not have'),
  ])
  expect((await world.api.post(`${hook.path}/rotate`)).status).toBe(201)
  await pass(world, 60)
  expect(receiver.calls).toHaveLength(1)
})

test('A console whose headers cannot be opened is told once they were entered again', async () => {
  await sql`update alarm_sources set sealed_headers = ${spoilt} where name = 'North NOC'`.execute(
    world.database,
  )
  const alarm = await ticketed(world, north)
  expect(await writeBackOf(world, alarm.id)).toMatchObject({
    state: 'waiting',
    fault: { code: 'UNREADABLE' },
  })
  expect((await eventsOf(world, alarm.ticketId)).length).toBeGreaterThan(0)
  await save(world, north, { writeBack: template(north) })
  await pass(world, 60)
  expect(propertiesOf(north, alarm.rootKey)['Ticket ID']).toMatch(/^INFRA-/u)
})
