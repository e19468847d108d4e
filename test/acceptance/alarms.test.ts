import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../setup/api.ts'
import { issuesOf, moves, pass, person, ticketOf } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let noc: Api
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
  const { body } = await world.api.post('/v1/tokens', { name: 'North NOC', scopes: ['alarms:write'] })
  noc = world.as(body.token)
})
afterAll(() => world?.close())

let count = 0
const alarm = (fields: object = {}) => ({
  agent: '34',
  rootKey: String((count += 1)),
  elementName: 'Edge router 7',
  value: 'Link down',
  ...fields,
})
/** Brings one alarm in; answers its id. */
async function raise(fields: object = {}): Promise<string> {
  const { status, body } = await noc.post('/v1/alarms', alarm(fields))
  expect(status).toBe(200)
  return body.items[0].id
}
const read = async (id: string) => (await world.api.get(`/v1/alarms/${id}`)).body
const answers = { urgency: 'High', technicalImpact: 'Medium' }
const ticket = (id: string, fields: object = {}) =>
  world.api.post(`/v1/alarms/${id}/ticket`, { priority: 'high', attributes: answers, ...fields })

describe('Alarms come in', () => {
  test('BX6 · the same source, agent and alarm id is the same alarm; another agent has another', async () => {
    const first = await noc.post('/v1/alarms', alarm({ rootKey: 'r1' }))
    expect(first.body).toMatchObject({ created: 1, updated: 0, unchanged: 0, warnings: [] })
    expect((await noc.post('/v1/alarms', alarm({ rootKey: 'r1' }))).body.unchanged).toBe(1)
    const changed = await noc.post('/v1/alarms', alarm({ rootKey: 'r1', value: 'Link flapping' }))
    expect([changed.body.updated, changed.body.items[0].id]).toEqual([1, first.body.items[0].id])
    expect((await noc.post('/v1/alarms', alarm({ rootKey: 'r1', agent: '35' }))).body.created).toBe(1)
    expect((await world.api.post('/v1/alarms', alarm({ rootKey: 'r1' }))).body.created).toBe(1)
  })

  test('A console’s token brings alarms and can do nothing else', async () => {
    expect((await noc.get('/v1/alarms')).status).toBe(403)
    expect((await noc.get('/v1/tickets')).status).toBe(403)
    expect((await world.as(undefined).post('/v1/alarms', alarm())).status).toBe(401)
  })

  test('B18, B19, B20, B21, BX20 · a console’s link brings the alarm by its parameters’ names on the wire', async () => {
    const parameters = {
      'DMA ID': '34',
      'Element ID': '7',
      'Alarm ID': '34/99',
      'Element Name': 'Edge; router=7',
      'Alarm Value': 'Loss | 12 %',
      'Root Time': '2026-11-22T07:00:00Z',
    }
    const { body } = await world.api.post('/v1/alarms/from-link', { parameters })
    expect(await read(body.items[0].id)).toMatchObject({
      source: 'DataMiner',
      agent: '34',
      elementId: '7',
      rootKey: '34/99',
      elementName: 'Edge; router=7',
      value: 'Loss | 12 %',
      rootTime: '2026-11-22T07:00:00.000Z',
    })
  })

  test('B17, BX18 · the same in one text, split only where a known name begins', async () => {
    const text =
      'Orange Oceane Ticketing System||DMA ID=34;Element ID=7;Alarm ID=34/100;Element Name=A;b=c|d;Alarm Value=x;y||Create|NoConfirmation,CloseWhenFinished'
    const { body } = await world.api.post('/v1/alarms/from-link', { parameters: text })
    expect(await read(body.items[0].id)).toMatchObject({ elementName: 'A;b=c|d', value: 'x;y' })
  })

  test('B19 · a link without its required parameters names each of them, and nothing is stored', async () => {
    const before = (await world.api.get('/v1/alarms')).body.total
    const { status, body } = await world.api.post('/v1/alarms/from-link', { parameters: { 'DMA ID': '1' } })
    expect([status, body.errors.map(({ field }: { field: string }) => field)]).toEqual([
      422,
      ['Element ID', 'Alarm ID', 'Element Name'],
    ])
    expect((await world.api.get('/v1/alarms')).body.total).toEqual(before)
  })

  test('BX19 · a root time in the future is taken, with a warning', async () => {
    const { body } = await noc.post('/v1/alarms', alarm({ rootTime: '2031-01-01T00:00:00Z' }))
    expect([body.created, body.warnings.length]).toEqual([1, 1])
    expect(body.warnings[0]).toContain('future')
  })

  test('B3, B15, B16, BX27 · the menu entry is ready to copy, of type url, with the parameters in its address', async () => {
    const { body } = await world.api.get('/v1/alarms/hyperlink?id=12')
    expect(body.xml).toContain('xmlns="http://www.skyline.be/config/hyperlinks"')
    expect(body.xml).toMatch(
      /id="12"[^>]*version="2"[^>]*name="Create Ticket"[^>]*menu="root"[^>]*type="url"/s,
    )
    expect(body.url).toMatch(/^http:\/\/hub\.example\.com\/alarms\/from-link\?DMA%20ID=\[DMAID\]/)
    for (const keyword of ['[EID]', '[ROOTKEY]', '[ENAME]', '[VALUE]', '[ROOTTIME:yyyy-MM-ddTHH:mm:ssZ]']) {
      expect(body.url).toContain(keyword)
    }
  })

  test('Alertmanager raises and clears an alarm, which says so', async () => {
    const group = (status: string) => ({
      version: '4',
      groupKey: '{}:{alertname="HighLoad"}',
      status,
      receiver: 'crosstie',
      externalURL: 'https://alertmanager.example.com',
      alerts: [
        {
          status,
          labels: { alertname: 'HighLoad', instance: 'db-3', severity: 'critical' },
          annotations: { summary: 'Load above 90 %' },
          startsAt: '2026-11-22T07:00:00Z',
          endsAt: '0001-01-01T00:00:00Z',
          fingerprint: 'abc123',
        },
      ],
    })
    const { body } = await noc.post('/v1/alarms/alertmanager', group('firing'))
    const { id } = body.items[0]
    expect(await read(id)).toMatchObject({ state: 'raised', severity: 'critical', clearedAt: null })
    await noc.post('/v1/alarms/alertmanager', group('resolved'))
    const cleared = await read(id)
    expect([cleared.state, cleared.clearedAt === null]).toEqual(['cleared', false])
    await noc.post('/v1/alarms/alertmanager', group('firing'))
    expect(await read(id)).toMatchObject({ state: 'raised', clearedAt: null })
  })

  test.each([
    ['/v1/alarms', null],
    ['/v1/alarms', { rootKey: 'x' }],
    ['/v1/alarms', { alarms: [] }],
    ['/v1/alarms', { alarms: Array.from({ length: 5_000 }, () => alarm()) }],
    ['/v1/alarms', { ...alarm(), colour: 'red' }],
    ['/v1/alarms/alertmanager', { alerts: 'none' }],
    ['/v1/alarms/grafana', []],
  ])('Nonsense to %s is refused with what would be right, and nothing is stored', async (path, body) => {
    const before = (await world.api.get('/v1/alarms')).body.total
    const answer = await noc.post(path, body)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      422,
      expect.stringContaining('application/problem+json'),
    ])
    expect(answer.body.errors.length).toBeGreaterThan(0)
    expect((await world.api.get('/v1/alarms')).body.total).toEqual(before)
  })

  test('The list is paged, the newest first, with filters', async () => {
    await raise({ elementName: 'Only this one', severity: 'Minor' })
    const { body } = await world.api.get('/v1/alarms?limit=2')
    expect([body.items.length, body.items[0].elementName]).toEqual([2, 'Only this one'])
    const next = await world.api.get(`/v1/alarms?limit=2&after=${body.next}`)
    expect(next.body.items.map(({ id }: { id: string }) => id)).not.toContain(body.items[0].id)
    expect((await world.api.get('/v1/alarms?severity=Minor')).body.total.count).toBe(1)
    expect((await world.api.get('/v1/alarms?q=Only+this')).body.total.count).toBe(1)
    expect((await world.api.get('/v1/alarms/filters')).body.severities).toContain('Minor')
  })
})

describe('A ticket about an alarm', () => {
  test('B23, BX16 · the dialog asks for urgency and technical impact, and may be told the client impact', async () => {
    const { body } = await world.api.get('/v1/alarms/dialog')
    const asked = body.attributes.map(({ title, required }: { title: string; required: boolean }) => [
      title,
      required,
    ])
    expect(asked).toEqual([
      ['Urgency', true],
      ['Technical Impact', true],
      ['Client Impact', false],
    ])
  })

  test('B23 · what is required is named where it is missing, and nothing is created', async () => {
    const id = await raise()
    const missing = await ticket(id, { attributes: {} })
    expect([missing.status, missing.body.errors.map(({ field }: { field: string }) => field)]).toEqual([
      422,
      ['attributes.urgency', 'attributes.technicalImpact'],
    ])
    const wrong = await ticket(id, { attributes: { ...answers, urgency: 'Now' } })
    expect(wrong.body.errors[0].message).toBe('Urgency: one of Low, Medium, High')
    expect((await world.api.post(`/v1/alarms/${id}/ticket`, { attributes: answers })).status).toBe(422)
    expect((await read(id)).ticket).toBeNull()
  })

  test('B24, B25, BX17 · it becomes an issue named after element and value, and the alarm shows it', async () => {
    const id = await raise({ elementName: 'Core switch', value: 'Fan failure', severity: 'Major' })
    const { status, body } = await ticket(id, { description: 'Third time this week.' })
    expect([status, body.type]).toEqual([201, 'alarm'])
    await world.drain()
    const done = await ticketOf(world, body.id)
    expect(done.title).toMatch(/Core switch.*Fan failure/)
    expect((await read(id)).ticket).toMatchObject({
      id: body.id,
      issueKey: done.link.issueKey,
      delivery: 'done',
    })
    const [issue] = issuesOf(world, done.title)
    const text = JSON.stringify(issue?.description)
    for (const part of [
      'Third time this week.',
      'Urgency',
      'High',
      'Technical Impact',
      'Fan failure',
      'North NOC',
    ]) {
      expect(text).toContain(part)
    }
  })

  test('B22, BX8 · an alarm has one ticket, however many ask at once, and also after the ticket is closed', async () => {
    const id = await raise({ elementName: 'Asked eight times' })
    const all = await Promise.all(Array.from({ length: 8 }, () => ticket(id)))
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, ...Array(7).fill(409)])
    const refused = all.find(({ status }) => status === 409)
    await world.drain()
    const { ticket: made } = await read(id)
    expect(refused?.body.ticket).toEqual({ id: made.id, alias: made.alias })
    await person(world, made.issueKey, { transition: moves.done })
    await pass(world, 16)
    expect((await ticketOf(world, made.id)).statusCategory).toBe('Resolved')
    expect((await ticket(id)).status).toBe(409)
  })

  test('BX7 · a creation that failed is tried again, and after it was given up the alarm is free', async () => {
    const id = await raise({ elementName: 'Fails first' })
    world.jira.faults.rules.push({
      when: { method: 'POST', path: '/rest/api/3/issue$' },
      times: 1,
      effect: { status: 400 },
    })
    const { body } = await ticket(id)
    await world.drain()
    expect((await read(id)).ticket.delivery).toBe('failed')
    expect((await ticket(id)).status).toBe(409)
    await world.api.post(`/v1/tickets/${body.id}/cancel`)
    expect((await ticket(id)).status).toBe(201)
    await world.drain()
    expect((await read(id)).ticket.delivery).toBe('done')
  })
})
