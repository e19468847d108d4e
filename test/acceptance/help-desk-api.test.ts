import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseXml } from '../../src/http/helpdesk/parse-xml.ts'
import type { Element } from '../../src/http/helpdesk/document.ts'
import { content } from '../setup/database.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { adminToken, startWorld, type World } from '../setup/world.ts'

let world: World
const ids: Record<string, string> = {}

beforeAll(async () => {
  world = await startWorld()
  const add = async (list: string, body: object) => {
    const answer = await world.api.post(`/v1/help-desk/${list}`, body)
    expect([list, answer.status, answer.body]).toEqual([list, 201, answer.body])
    return answer.body.id as string
  }
  ids.bug = await add('types', { name: 'Bug' })
  ids.router = await add('products', { name: 'Router' })
  await add(`products/${ids.router}/versions`, { name: '2.1' })
  await add('products', { name: 'Switch' })
  await add('customers', { name: 'Acme & Sons' })
  ids.cause = await add('fields', { name: 'Root cause', kind: 'text' })
  ids.cost = await add('fields', { name: 'Cost', kind: 'number' })
  ids.parts = await add('fields', { name: 'Parts', kind: 'options', options: ['Fan', 'Board', 'Cable'] })
  ids.status = await add('fields', { name: 'Status', kind: 'text' })
})
afterAll(() => world?.close())

type Format = 'json' | 'xml'
interface Sent {
  status: number
  headers: Headers
  /** Members of the outermost element, by name. */
  // Tests look into answers of many shapes.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
  root: string
}

/** One shape for both formats: what repeats is a list, what is empty is null. */
function plain({ text, children }: Element): unknown {
  if (children.length === 0) return text === '' ? null : text
  const byName: Record<string, unknown> = {}
  for (const child of children) {
    const value = plain(child)
    const there = byName[child.name]
    const isList = ['Value', 'Warning', 'error', 'Ticket'].includes(child.name)
    byName[child.name] = there !== undefined ? [there, value].flat() : isList ? [value] : value
  }
  return byName
}

async function send(
  method: string,
  path: string,
  more: { raw?: string; type?: string; as?: string } = {},
): Promise<Sent> {
  const format: Format = /^\/api\/xml/iu.test(path) ? 'xml' : 'json'
  const answer = await fetch(world.hub.url + path, {
    method,
    headers: {
      authorization: `Bearer ${more.as ?? adminToken}`,
      ...(more.raw === undefined ? {} : { 'content-type': more.type ?? `application/${format}` }),
    },
    body: more.raw ?? null,
  })
  const text = await answer.text()
  const kind = answer.headers.get('content-type') ?? ''
  expect(kind).toContain(format)
  const { status, headers } = answer
  if (format === 'xml') {
    const element = parseXml(text)
    return { status, headers, root: element.name, body: plain(element) }
  }
  const parsed = JSON.parse(text)
  const [root = ''] = status >= 400 ? ['Problem'] : Object.keys(parsed)
  return { status, headers, root, body: status >= 400 ? parsed : parsed[root] }
}

const escaped = (text: string) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;')
type Members = Record<string, string | string[]>
function written(format: Format, members: Members): string {
  if (format === 'json') return JSON.stringify({ Ticket: members })
  const elements = Object.entries(members).map(([name, value]) => {
    const inside = Array.isArray(value)
      ? value.map((one) => `<Value>${escaped(one)}</Value>`).join('')
      : escaped(value)
    return `<${name}>${inside}</${name}>`
  })
  return `<Ticket>${elements.join('')}</Ticket>`
}

const create = (format: Format, members: Members) =>
  send('POST', `/api/${format}/Tickets`, { raw: written(format, members) })
const change = (format: Format, id: string, members: Members) =>
  send('PUT', `/api/${format}/Tickets/${id}`, { raw: written(format, members) })
const read = async (id: string) => (await world.api.get(`/v1/support-tickets/${id}`)).body

async function aTicket(members: Members = {}): Promise<{ id: string; alias: string }> {
  const { status, body } = await create('json', { Name: 'Router is down', ...members })
  expect(status).toBe(201)
  return { id: body.ID, alias: body.TicketNumber }
}

/** What is refused changes nothing. */
async function refused(work: () => Promise<Sent>): Promise<Sent> {
  const before = await content(world)
  const answer = await work()
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(await content(world)).toEqual(before)
  expect(answer.root).toBe('Problem')
  expect(answer.headers.get('content-type')).toContain('application/problem+')
  expect(answer.body).toMatchObject({ title: expect.any(String), detail: expect.any(String) })
  expect(String(answer.body.status)).toBe(String(answer.status))
  return answer
}

const fieldsOf = ({ body }: Sent): string[] =>
  (Array.isArray(body.errors) ? body.errors : (body.errors?.error ?? [])).map(
    ({ field }: { field: string }) => field,
  )

const formats: Format[] = ['json', 'xml']

describe.each(formats)('%s:', (format) => {
  test('CX16 · the collection’s POST creates a ticket of all that it names', async () => {
    const members = {
      Name: 'Fan <loud> & hot',
      Description: 'First\nsecond',
      TicketTypeName: 'bug',
      TicketStatusName: 'Open',
      ProductName: 'Router',
      ReportedVersion: '2.1',
      CustomerName: 'acme & sons',
      Severity: 'High',
      AssignedTo: 'Grace',
      RootCause: 'Dust',
      cost: '12.5',
      Parts: ['Fan', 'Cable'],
    }
    const { status, headers, root, body } = await create(format, members)
    expect([status, root]).toEqual([201, 'Ticket'])
    expect(headers.get('location')).toBe(`/api/${format}/tickets/${body.TicketNumber}`)
    expect(body).toMatchObject({
      Name: 'Fan <loud> & hot',
      Description: 'First\nsecond',
      TicketTypeName: 'Bug',
      TicketTypeID: ids.bug,
      TicketStatusName: 'Open',
      ProductName: 'Router',
      ReportedVersion: '2.1',
      CustomerName: 'Acme & Sons',
      Priority: 'high',
      AssignedTo: 'Grace',
      RootCause: 'Dust',
      Parts: { Value: ['Fan', 'Cable'] },
      JiraKey: null,
    })
    expect(Number(body.Cost)).toBe(12.5)
    expect(headers.get('warning')).toBe(null)
    expect(await read(body.ID)).toMatchObject({ title: 'Fan <loud> & hot', priority: 'high' })
  })

  test('C61 · PUT changes what is named, and leaves the rest', async () => {
    const { id, alias } = await aTicket({ Description: 'Stays', AssignedTo: 'Grace' })
    const { status, body } = await change(format, alias, { TicketStatusName: 'Resolved', AssignedTo: '' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ID: id,
      Description: 'Stays',
      TicketStatusName: 'Resolved',
      AssignedTo: null,
    })
    expect((await read(id)).status).toMatchObject({ name: 'Resolved' })
  })

  test('C62, CX16 · an item’s POST is its PUT', async () => {
    const { id } = await aTicket()
    const raw = written(format, { Name: 'By POST' })
    const { status, body } = await send('POST', `/api/${format}/Tickets/${id}`, { raw })
    expect([status, body.ID, body.Name]).toEqual([200, id, 'By POST'])
  })

  test('C58, CX17 · names of elements and words of the address are read in any letter case', async () => {
    const { alias } = await aTicket()
    const members = { NAME: 'Shouted', tickettypename: 'BUG', rOOT_cAUSE: 'Noise' }
    const raw = written(format, members)
      .replace('Ticket', 'tICKET')
      .replace(/\/Ticket>$/u, '/tICKET>')
    const { status, body } = await send(
      'PUT',
      `/API/${format.toUpperCase()}/TICKETS/${alias.toLowerCase()}/`,
      { raw },
    )
    expect([status, body.Name, body.TicketTypeName, body.RootCause]).toEqual([200, 'Shouted', 'Bug', 'Noise'])
  })

  test('C61, CX15 · backslashes in the address are slashes', async () => {
    const { alias } = await aTicket()
    for (const path of [`/api\\${format}\\Tickets\\${alias}`, `/api%5C${format}%5cTickets%5C${alias}`]) {
      // Unlike `fetch`, this sends the address as it is.
      const [status, type] = await new Promise<unknown[]>((resolve, reject) => {
        const headers = { authorization: `Bearer ${adminToken}` }
        const call = request({ port: new URL(world.hub.url).port, path, headers }, (answer) => {
          answer.resume()
          resolve([answer.statusCode, answer.headers['content-type']])
        })
        call.on('error', reject).end()
      })
      expect([path, status, type]).toEqual([path, 200, expect.stringContaining(format)])
    }
  })

  test('What is read can be sent back as it is', async () => {
    const { alias } = await aTicket({
      ProductName: 'Router',
      ReportedVersion: '2.1',
      Parts: ['Fan'],
      Cost: '3',
    })
    const path = `/api/${format}/Tickets/${alias}`
    const answer = await fetch(world.hub.url + path, { headers: { authorization: `Bearer ${adminToken}` } })
    const before = await content(world)
    const { status, body } = await send('PUT', path, { raw: await answer.text() })
    expect([status, body.ReportedVersion]).toEqual([200, '2.1'])
    expect(body.Warnings.Warning[0]).toMatch(/only told.*DateCreated/u)
    expect(await content(world)).toEqual(before)
  })

  test('An element that is not known is ignored, and named in a warning', async () => {
    const { alias } = await aTicket()
    const { status, headers, body } = await change(format, alias, {
      Colour: 'red',
      Nonsense: 'ü',
      Name: 'Renamed',
    })
    expect([status, body.Name]).toEqual([200, 'Renamed'])
    expect(body.Warnings.Warning).toEqual(['Ignored, because not known: Colour, Nonsense.'])
    expect(headers.get('warning')).toBe('299 crosstie "Ignored, because not known: Colour, Nonsense."')
  })

  test.each([
    ['the same element in two letter cases', { Name: 'a', NAME: 'a' }, ['NAME']],
    ['two names of one thing', { Name: 'a', Title: 'b' }, ['Title']],
    ['JiraKey and another one', { JiraKey: 'TEST-1', JiraIssueKey: 'TEST-2' }, ['JiraIssueKey']],
    [
      'an id and another name',
      { TicketTypeID: '00000000-0000-7000-8000-000000000000', TicketTypeName: 'Bug' },
      ['TicketTypeName'],
    ],
    ['one field twice', { RootCause: 'a', Root_Cause: 'b' }, ['Root_Cause']],
    ['another ticket', { ID: '00000000-0000-7000-8000-000000000000' }, ['ID']],
    ['another number', { TicketNumber: 'CT-9999' }, ['TicketNumber']],
  ])('%s is refused with its name', async (_what, members, fields) => {
    const { alias } = await aTicket()
    const answer = await refused(() => change(format, alias, members))
    expect([answer.status, fieldsOf(answer)]).toEqual([400, fields])
  })

  test.each([
    ['TicketTypeName', 'Nothing like it'],
    ['TicketTypeName', ''],
    ['StatusID', 'x'],
    ['Title', ' '],
    ['Priority', 'urgent'],
    ['ReportedVersion', '2.1'],
    ['Cost', 'much'],
    ['Parts', 'Wheel'],
  ])('%s “%s” is refused in the words of the document', async (name, value) => {
    const { alias } = await aTicket()
    const answer = await refused(() => change(format, alias, { Description: 'New', [name]: value }))
    expect([answer.status, fieldsOf(answer)]).toEqual([422, [name]])
  })

  test('A ticket needs a name', async () => {
    const answer = await refused(() => create(format, { Description: 'x' }))
    expect([answer.status, fieldsOf(answer)]).toEqual([422, ['Name']])
  })

  test('A field whose name is taken has its id for a name', async () => {
    const { alias } = await aTicket()
    const name = `Field_${ids.status}`
    const { body } = await change(format, alias, { [name]: 'Odd', Status: 'Open' })
    expect([body[name], body.TicketStatusName]).toEqual(['Odd', 'Open'])
  })

  test('The collection is a list with pages', async () => {
    await aTicket()
    await aTicket()
    const first = await send('GET', `/api/${format}/Tickets?limit=1`)
    expect([first.status, first.root, first.body.Ticket.length]).toEqual([200, 'Tickets', 1])
    const next = await send('GET', `/api/${format}/Tickets?limit=1&after=${first.body.Next}`)
    expect(next.body.Ticket[0].ID).not.toBe(first.body.Ticket[0].ID)
    expect((await refused(() => send('GET', `/api/${format}/Tickets?after=x`))).status).toBe(400)
  })

  test('The same Idempotency-Key creates one ticket', async () => {
    const options = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${adminToken}`,
        'content-type': `application/${format}`,
        'idempotency-key': `once-in-${format}`,
      },
      body: written(format, { Name: 'Once', Colour: 'red' }),
    }
    const [first, again] = [
      await fetch(`${world.hub.url}/api/${format}/tickets`, options),
      await fetch(`${world.hub.url}/api/${format}/tickets`, options),
    ]
    expect([first.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true'])
    const said = async (answer: Response) =>
      format === 'xml' ? plain(parseXml(await answer.text())) : await answer.json()
    expect(await said(again)).toEqual(await said(first))
    expect(again.headers.get('warning')).toContain('Colour')
  })

  test.each([
    ['an unknown ticket', 'GET Tickets/CT-99999', 404],
    ['what is no number', 'PUT Tickets/nonsense', 404],
    ['another noun', 'GET Customers', 404],
    ['something below a ticket', 'GET Tickets/CT-1/Actions', 404],
    ['another method', 'DELETE Tickets/CT-1', 405],
    ['another method of the list', 'PUT Tickets', 405],
  ])('%s is told in the format', async (_what, call, status) => {
    const [method = '', path] = call.split(' ')
    const raw = method === 'GET' ? {} : { raw: written(format, { Name: 'x' }) }
    const answer = await refused(() => send(method, `/api/${format}/${path}`, raw))
    expect(answer.status).toBe(status)
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/^GET, HEAD, (?:PUT, )?POST$/u)
  })

  test('The wrong content type, charset or size is refused', async () => {
    const post = (raw: string, type?: string) => () =>
      send('POST', `/api/${format}/Tickets`, { raw, ...(type ? { type } : {}) })
    const raw = written(format, { Name: 'x' })
    const other = format === 'xml' ? 'json' : 'xml'
    expect((await refused(post(raw, `application/${other}`))).status).toBe(415)
    expect((await refused(post(raw, 'text/plain'))).status).toBe(415)
    expect((await refused(post(raw, `application/${format}; charset=utf-16`))).status).toBe(415)
    expect((await refused(post(written(format, { Name: 'x'.repeat(1024 * 1024) })))).status).toBe(413)
    expect((await refused(post(''))).status).toBe(400)
  })

  test('Who may not, or is of another workspace, is told so in the format', async () => {
    const { alias } = await aTicket()
    const path = `/api/${format}/Tickets/${alias}`
    const raw = written(format, { Name: 'Mine' })
    expect((await refused(() => send('PUT', path, { raw, as: 'ct_wrong' }))).status).toBe(401)
    const console = await tokenWith('alarms:write')
    expect((await refused(() => send('GET', path, { as: console }))).status).toBe(403)
    const stranger = await otherWorkspace(world)
    expect((await stranger.get(path)).status).toBe(404)
    const bob = await member(world)
    expect((await bob.get(path)).status).toBe(200)
  })
})

async function tokenWith(scope: string): Promise<string> {
  return (await world.api.post('/v1/tokens', { name: `With ${scope}`, scopes: [scope] })).body.token
}

describe('A body that is not usable', () => {
  const put = (format: Format, raw: string | Buffer) => async () => {
    const { alias } = await aTicket()
    const path = `/api/${format}/Tickets/${alias}`
    return refused(() => send('PUT', path, { raw: raw as string }))
  }

  test.each([
    ['a DOCTYPE', '<!DOCTYPE Ticket><Ticket><Name>x</Name></Ticket>', /line 1, column \d+: a DOCTYPE/u],
    ['a bomb', '<!DOCTYPE a [<!ENTITY b "c">]><Ticket><Name>&b;</Name></Ticket>', /DOCTYPE/u],
    ['an entity', '<Ticket><Name>&eacute;</Name></Ticket>', /undefined entity/u],
    ['half an element', '<Ticket>\n<Name>x</Ticket>', /line 2, column/u],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><Ticket/>', /ISO-8859-1/u],
    ['another document', '<Customer><Name>x</Name></Customer>', /not a Ticket/u],
    ['depth', `<Ticket>${'<a>'.repeat(30)}${'</a>'.repeat(30)}</Ticket>`, /20 levels/u],
  ])('XML: %s', async (_what, raw, words) => {
    const answer = await put('xml', raw)()
    expect(answer.status).toBe(400)
    expect(answer.body.detail).toMatch(words)
  })

  test('XML: bytes that are not UTF-8', async () => {
    const answer = await put('xml', Buffer.from('<Ticket><Name>\u00e9</Name></Ticket>', 'latin1'))()
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('not UTF-8')])
  })

  test('XML: text beside elements is not passed over in silence', async () => {
    const loose = await put('xml', '<Ticket>Hello <Name>you</Name></Ticket>')()
    expect([loose.status, loose.body.detail]).toEqual([400, expect.stringContaining('stands in no element')])
    const mixed = await put('xml', '<Ticket><Parts>Fan<Value>Cable</Value></Parts></Ticket>')()
    expect([mixed.status, fieldsOf(mixed)]).toEqual([400, ['Parts']])
  })

  test('XML: elements in a text', async () => {
    const answer = await put('xml', '<Ticket><Description>Hello <b>you</b></Description></Ticket>')()
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['Description']])
  })

  test.each([
    ['half an object', '{"Ticket": {', /not valid JSON/u],
    ['a text for a ticket', '{"Ticket": "closed"}', /stands in no element/u],
    ['a list', '[]', /not a JSON object/u],
    ['a name twice', '{"Name":"a","Name":"b"}', /not acceptable/u],
    ['a trap for prototypes', '{"__proto__":{"Name":"x"}}', /not acceptable/u],
    ['depth', `{"a":${'['.repeat(30)}${']'.repeat(30)}}`, /20 levels/u],
    ['half a character', '{"Name":"\\ud800"}', /not acceptable/u],
    ['a NUL', '{"Name":"a\\u0000"}', /not acceptable/u],
  ])('JSON: %s', async (_what, raw, words) => {
    const answer = await put('json', raw)()
    expect(answer.status).toBe(400)
    expect(answer.body.detail).toMatch(words)
  })

  test('JSON: the bare object is a ticket too', async () => {
    const { status, body } = await send('POST', '/api/json/tickets', {
      raw: '{"Name":"Bare","Parts":"Fan","Cost":3}',
    })
    expect([status, body.Name, body.Parts, body.Cost]).toEqual([201, 'Bare', { Value: ['Fan'] }, 3])
  })
})

test('XML that cannot carry a character writes another one for it', async () => {
  const { body } = await world.api.post('/v1/support-tickets', { title: 'Odd', description: 'a\u0007b\tc' })
  const { body: told } = await send('GET', `/api/xml/Tickets/${body.alias}`)
  expect(told.Description).toBe('a\uFFFDb\tc')
})
