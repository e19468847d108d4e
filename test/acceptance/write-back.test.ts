import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  consoleKey,
  consoleScene,
  pathOf,
  propertiesOf,
  raise,
  save,
  template,
  ticket,
  ticketed,
  writeBackOf,
  type Scene,
} from '../setup/console.ts'
import { everything } from '../setup/database.ts'
import { eventsOf, failCreation, logOf, pass, ticketOf } from '../setup/scene.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let north: Scene
beforeAll(async () => {
  world = await startWorld({ alsoAllowed: ['127.0.0.1'] })
  await world.connectJira()
  north = await consoleScene(world, 'North NOC')
})
beforeEach(async () => {
  north.simulated.reset()
  await save(world, north, { writeBack: template(north) })
})
afterAll(async () => {
  await world?.close()
  await north?.simulated.close()
})

const fail = (effect: object, times?: number) =>
  north.simulated.faults.rules.push({ effect, ...(times ? { times } : {}) })
const read = async () => (await world.api.get(pathOf(north))).body

describe('A ticket about an alarm', () => {
  test('B2, B25, BX22 · writes its issue’s key and address into the alarm’s properties', async () => {
    const { id, rootKey, ticketId } = await ticketed(world, north)
    const { link } = await ticketOf(world, ticketId)
    expect(propertiesOf(north, rootKey)).toEqual({ 'Ticket ID': link.issueKey, 'Ticket URL': link.url })
    expect(await writeBackOf(world, id)).toMatchObject({ state: 'done', attempts: 1, fault: null })
    expect((await eventsOf(world, ticketId)).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('North NOC was told'),
    )
  })

  test('BX22 · uses the names of properties that the source has', async () => {
    const writeBack = template(north, { ticketIdName: 'Incident', ticketUrlName: 'Incident page' })
    await save(world, north, { writeBack })
    const { rootKey } = await ticketed(world, north)
    expect(Object.keys(propertiesOf(north, rootKey))).toEqual(['Incident', 'Incident page'])
  })

  test('is told once its issue was found by its marker, or chosen by a person', async () => {
    failCreation(world, { commitThenDrop: true })
    const found = await ticketed(world, north)
    await pass(world, 5)
    expect(propertiesOf(north, found.rootKey)['Ticket ID']).toMatch(/^INFRA-/)
    failCreation(world, { status: 400 })
    const chosen = await ticketed(world, north)
    expect(await writeBackOf(world, chosen.id)).toBeNull()
    const { status } = await world.api.post(`/v1/tickets/${chosen.ticketId}/link-existing`, {
      issue: 'INFRA-1',
    })
    expect(status).toBe(200)
    await world.drain()
    expect(propertiesOf(north, chosen.rootKey)['Ticket ID']).toBe('INFRA-1')
  })

  test('of a source without a template writes nothing', async () => {
    const other = await consoleScene(world, 'Quiet')
    const { id } = await ticketed(world, other)
    expect(await writeBackOf(world, id)).toBeNull()
    await other.simulated.close()
  })
})

describe('A console that does not take it', () => {
  test('BX21 · leaves the ticket a success, and is told again when it is back', async () => {
    fail({ status: 503 })
    const { id, rootKey, ticketId } = await ticketed(world, north)
    expect((await ticketOf(world, ticketId)).delivery.state).toBe('done')
    expect(await writeBackOf(world, id)).toMatchObject({
      state: 'waiting',
      canRetry: true,
      waitingFor: expect.stringContaining('console'),
      fault: { kind: 'unavailable', status: 503 },
    })
    north.simulated.faults.rules.length = 0
    await pass(world, 1)
    expect(await writeBackOf(world, id)).toMatchObject({ state: 'done', fault: null })
    expect(propertiesOf(north, rootKey)['Ticket ID']).toBeDefined()
    expect((await logOf(world)).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Write-back to North NOC: HTTP 503/),
    )
  })

  test.each([
    { commitThenDrop: true },
    { dropBefore: true },
    { status: 429, retryAfter: 30 },
    { status: 408 },
  ])('BX21 · is told again after %j: setting a property twice is the same as once', async (effect) => {
    fail(effect, 1)
    const { id } = await ticketed(world, north)
    expect((await writeBackOf(world, id)).state).toBe('waiting')
    await pass(world, 2)
    expect(await writeBackOf(world, id)).toMatchObject({ state: 'done', attempts: 2 })
  })

  test('BX2, BX21 · and refuses it, fails at once with its own words; a person tries again', async () => {
    fail({ status: 404 }, 1)
    const { id, ticketId } = await ticketed(world, north)
    const failed = await writeBackOf(world, id)
    expect(failed).toMatchObject({ state: 'failed', attempts: 1, fault: { kind: 'not-found' } })
    expect(failed.fault.detail).toContain('The console answers 404')
    expect((await ticketOf(world, ticketId)).delivery.state).toBe('done')
    const list = await world.api.get(`/v1/tickets/${ticketId}/write-backs`)
    expect(list.body.items).toMatchObject([{ state: 'failed', alarm: { id } }])
    await pass(world, 60)
    expect((await writeBackOf(world, id)).state).toBe('failed')
    const bob = await member(world)
    expect((await bob.post(`/v1/alarms/${id}/write-back/retry`)).status).toBe(200)
    await world.drain()
    expect((await writeBackOf(world, id)).state).toBe('done')
    expect((await bob.post(`/v1/alarms/${id}/write-back/retry`)).status).toBe(409)
  })

  test('All that failed of a source are tried again at once', async () => {
    fail({ status: 400 }, 3)
    const ids = []
    for (const _ of [1, 2, 3]) ids.push((await ticketed(world, north)).id)
    const { body } = await world.api.get(pathOf(north, '/write-backs?state=failed&limit=2'))
    expect([body.items.length, body.total.count]).toEqual([2, 3])
    const rest = await world.api.get(pathOf(north, `/write-backs?state=failed&limit=2&after=${body.next}`))
    expect(new Set([...body.items, ...rest.body.items].map(({ alarm }) => alarm.id))).toEqual(new Set(ids))
    expect((await world.api.post(pathOf(north, '/retry-failed'))).body).toEqual({ queued: 3 })
    await world.drain()
    for (const id of ids) expect((await writeBackOf(world, id)).state).toBe('done')
  })

  test('that is down for all is not asked for each: what is due waits together', async () => {
    fail({ status: 503 })
    const alarms = []
    for (let index = 0; index < 10; index += 1) alarms.push(await raise(north))
    for (const { id } of alarms) await ticket(world, id)
    await world.drain()
    const { length } = north.simulated.calls
    expect(length).toBeLessThan(30)
    expect((await read()).writeBacks).toMatchObject({ waiting: 10 })
    north.simulated.faults.rules.length = 0
    await pass(world, 20)
    for (const { id } of alarms) expect((await writeBackOf(world, id)).state).toBe('done')
  })

  test('What a dead process was sending is sent again', async () => {
    const { id, rootKey } = await ticketed(world, north)
    await world.database
      .updateTable('writeBacks')
      .set({ state: 'sending', claimedBy: world.hub.deps.ctx.newId() })
      .where('findingId', '=', id)
      .execute()
    north.simulated.state.properties.clear()
    await pass(world, 2)
    expect((await writeBackOf(world, id)).state).toBe('done')
    expect(propertiesOf(north, rootKey)['Ticket ID']).toBeDefined()
  })
})

describe('A template', () => {
  test('that names a field there is not is refused with the fields there are, and nothing is stored', async () => {
    const before = await read()
    const { status, body } = await save(world, north, {
      onClear: 'close',
      writeBack: template(north, { body: '{"a": "{{issue}}"}' }),
    })
    expect([status, body.errors]).toEqual([
      422,
      [{ field: 'writeBack.body', message: expect.stringContaining('ticketId, ticketUrl') }],
    ])
    expect(await read()).toEqual(before)
  })

  test('keeps its headers’ values to itself, and at its host', async () => {
    const kept = { headers: [{ name: 'Authorization' }] }
    const saved = await save(world, north, { writeBack: template(north, kept) })
    expect(saved.body.writeBack.headers).toEqual([{ name: 'Authorization' }])
    const { id } = await ticketed(world, north)
    expect((await writeBackOf(world, id)).state).toBe('done')
    const url = north.simulated.url.replace('127.0.0.1', 'localhost')
    const moved = await save(world, north, { writeBack: template(north, { ...kept, url: `${url}/api` }) })
    expect([moved.status, moved.body.errors]).toEqual([
      422,
      [{ field: 'writeBack.headers.0.value', message: expect.stringContaining('another host') }],
    ])
    fail({ status: 401 }, 1)
    await ticketed(world, north)
    await world.api.post(pathOf(north, '/try'), { alarmId: id, writeBack: template(north) })
    const answers = await Promise.all(
      ['', '/write-backs'].map((rest) => world.api.get(pathOf(north, rest)).then(({ body }) => body)),
    )
    const rows = await everything(world)
    expect(JSON.stringify([saved.body, answers, rows])).not.toContain(consoleKey)
  })

  test('goes to no private address that the operator has not allowed', async () => {
    const open = template(north, { headers: [] })
    await save(world, north, { writeBack: open })
    const url = 'https://10.1.2.3/{{rootKey}}'
    const refused = await save(world, north, { writeBack: { ...open, url } })
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ field: 'writeBack.url', message: expect.stringContaining('CROSSTIE_ALLOWED_PRIVATE_HOSTS') }],
    ])
    // As it would be where the operator’s list has become shorter since.
    const { headers: _, ...rest } = open
    const writeBack = JSON.stringify({ ...rest, ticketIdName: '', ticketUrlName: '', headerNames: [], url })
    await world.database
      .updateTable('alarmSources')
      .set({ writeBack: sql`${writeBack}::jsonb` })
      .where('name', '=', north.source)
      .execute()
    const { id } = await ticketed(world, north)
    expect(await writeBackOf(world, id)).toMatchObject({
      state: 'failed',
      fault: { kind: 'refused-address' },
    })
  })

  test('is shown before anything is sent, and tried on one alarm', async () => {
    const { id, rootKey } = await ticketed(world, north)
    const calls = north.simulated.calls.length
    const writeBack = template(north)
    const shown = await world.api.post(pathOf(north, '/preview'), { writeBack })
    expect(shown.body).toMatchObject({ method: 'PUT', headers: ['Authorization'] })
    expect(JSON.parse(shown.body.body)).toMatchObject({ 'Ticket ID': 'INFRA-12' })
    const own = await world.api.post(pathOf(north, '/preview'), { writeBack, alarmId: id })
    expect(own.body.url).toContain(encodeURIComponent(rootKey))
    expect(north.simulated.calls.length).toBe(calls)
    const tried = await world.api.post(pathOf(north, '/try'), { writeBack, alarmId: id })
    expect(tried.body).toMatchObject({ status: 200, fault: null, text: expect.stringContaining('INFRA-') })
    fail({ status: 403 }, 1)
    const refused = await world.api.post(pathOf(north, '/try'), { writeBack, alarmId: id })
    expect(refused.body).toMatchObject({ status: 403, fault: { kind: 'forbidden' } })
    const { id: without } = await raise(north)
    const none = await world.api.post(pathOf(north, '/try'), { writeBack, alarmId: without })
    expect([none.status, none.body.errors[0].field]).toEqual([422, 'alarmId'])
  })

  test('that comes later is used for the tickets there are, when somebody asks for that', async () => {
    const late = await consoleScene(world, 'Late / with slash')
    const { rootKey } = await ticketed(world, late)
    await raise(late)
    const saved = await save(world, late, { writeBack: template(late) })
    expect(saved.body.untold).toBe(1)
    await world.drain()
    expect(propertiesOf(late, rootKey)).toEqual({})
    expect((await world.api.post(pathOf(late, '/write-back'))).body).toEqual({ queued: 1 })
    await world.drain()
    expect(propertiesOf(late, rootKey)['Ticket ID']).toMatch(/^INFRA-/)
    expect((await world.api.get(pathOf(late))).body).toMatchObject({ untold: 0, writeBacks: { done: 1 } })
    await late.simulated.close()
  })
})

describe('Alarm sources', () => {
  test('are listed by name, those with settings and those that alarms came from', async () => {
    await raise(north)
    await world.api.post('/v1/alarms/from-link', {
      source: 'A console',
      parameters: { 'DMA ID': '1', 'Element ID': '1', 'Alarm ID': '1', 'Element Name': 'A' },
    })
    const { body } = await world.api.get('/v1/alarm-sources?limit=1')
    expect(body.items).toMatchObject([
      { name: 'A console', alarms: 1, hasSettings: false, onClear: 'nothing' },
    ])
    const next = await world.api.get(`/v1/alarm-sources?limit=200&after=${encodeURIComponent(body.next)}`)
    expect(next.body.items.map(({ name }: { name: string }) => name)).toContain('North NOC')
    expect(next.body.items.length + 1).toBe(body.total.count)
  })

  test.each(['é'.repeat(100), '日本 24×7', 'a?b#c%d', '"quoted" & <b>'])('may be named %s', async (name) => {
    const path = `/v1/alarm-sources/${encodeURIComponent(name)}`
    expect((await world.api.call('PUT', path, { body: { onClear: 'comment' } })).body).toMatchObject({
      name,
      onClear: 'comment',
      alarms: 0,
    })
    expect((await world.api.get(path)).body.name).toBe(name)
    expect((await world.api.call('DELETE', path)).status).toBe(204)
  })

  test.each(['%00', 'a%00b', '%ED%A0%80', 'a'.repeat(300)])('cannot be named %s', async (name) => {
    const answer = await world.api.get(`/v1/alarm-sources/${name}`)
    expect([400, 404, 414]).toContain(answer.status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  test('are told nothing more once their settings are gone, and what waited is given up', async () => {
    fail({ status: 503 })
    const { id } = await ticketed(world, north)
    expect((await world.api.call('DELETE', pathOf(north))).status).toBe(204)
    north.simulated.faults.rules.length = 0
    await pass(world, 30)
    expect((await writeBackOf(world, id)).state).toBe('cancelled')
    expect(await read()).toMatchObject({ hasSettings: false, writeBack: null })
    expect((await world.api.call('DELETE', pathOf(north))).status).toBe(404)
  })

  test('are changed by administrators only, and are unknown in another workspace', async () => {
    const bob = await member(world)
    expect((await bob.get(pathOf(north))).status).toBe(200)
    expect((await bob.call('PUT', pathOf(north), { body: { onClear: 'close' } })).status).toBe(403)
    const stranger = await otherWorkspace(world)
    const { id, ticketId } = await ticketed(world, north)
    for (const path of [
      pathOf(north),
      pathOf(north, '/write-backs'),
      `/v1/alarms/${id}/write-back`,
      `/v1/tickets/${ticketId}/write-backs`,
    ]) {
      expect((await stranger.get(path)).status).toBe(404)
    }
    expect((await stranger.post(`/v1/alarms/${id}/write-back/retry`)).status).toBe(404)
    expect((await stranger.call('PUT', pathOf(north), { body: { onClear: 'close' } })).status).toBe(200)
    expect((await read()).onClear).toBe('nothing')
  })
})
