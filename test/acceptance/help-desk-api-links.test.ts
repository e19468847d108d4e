import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { content } from '../setup/database.ts'
import { failCreation, issuesOf } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
  await world.api.post('/v1/help-desk/products', { name: 'Router', projectKey: 'INFRA' })
})
afterAll(() => world?.close())

/** An issue that somebody made in Jira; answers its key. */
async function anIssue(summary: string): Promise<string> {
  const { body } = await world.api.post('/v1/tickets', {
    title: summary,
    description: 'Made beforehand, for tests.',
  })
  await world.drain()
  return (await world.api.get(`/v1/tickets/${body.id}`)).body.link.issueKey
}

const formats = ['json', 'xml'] as const
type Format = (typeof formats)[number]

const written = (format: Format, members: Record<string, string>) =>
  format === 'json'
    ? JSON.stringify(members)
    : `<Ticket>${Object.entries(members)
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join('')}</Ticket>`

async function send(
  format: Format,
  [method, path]: [string, string],
  members: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': `application/${format}` }
  const { status, body } = await world.api.call(method, `/api/${format}/Tickets${path}`, {
    raw: written(format, members),
    headers,
  })
  return { status, text: typeof body === 'string' ? body : JSON.stringify(body) }
}

const read = async (id: string) => (await world.api.get(`/v1/support-tickets/${id}`)).body
const keyOf = async (id: string) => (await read(id)).link?.issueKey ?? null

async function aTicket(name = 'Fan is loud'): Promise<string> {
  const members = { Name: name, TicketTypeName: 'Task', ProductName: 'Router' }
  const { status, body } = await world.api.post('/api/json/Tickets', members)
  expect(status).toBe(201)
  return body.Ticket.ID
}

const put = (format: Format, id: string, members: Record<string, string>) =>
  send(format, ['PUT', `/${id}`], members)

describe.each(formats)('%s:', (format) => {
  test('C5, C58, C59, C61, C63 · JiraKey links to an issue that exists, and pushes nothing to it', async () => {
    const key = await anIssue('Known in Jira')
    const id = await aTicket()
    const { status, text } = await put(format, id, { JiraKey: key })
    expect([status, text]).toEqual([200, expect.stringContaining(key)])
    await world.drain()
    expect(await keyOf(id)).toBe(key)
    expect(issuesOf(world, 'Fan is loud')).toEqual([])
  })

  test('C58, CX17 · the element’s name is read in any letter case, and the key too', async () => {
    const key = await anIssue('In whatever case')
    const id = await aTicket()
    expect((await put(format, id, { jIRAkEY: key.toLowerCase() })).status).toBe(200)
    expect(await keyOf(id)).toBe(key)
  })

  test.each(['NewJiraIssue', 'newjiraissue', 'NEWJIRAISSUE'])('C60 · %s creates one issue', async (word) => {
    const name = `New by ${format} ${word}`
    const id = await aTicket(name)
    const answer = await put(format, id, { JiraKey: word })
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
    await world.drain()
    const [issue, ...others] = issuesOf(world, name)
    expect([await keyOf(id), others]).toEqual([issue?.key, []])
  })

  test('CX16 · a ticket is created together with its issue', async () => {
    const name = `Both by ${format}`
    const { status } = await send(format, ['POST', ''], {
      Name: name,
      JiraKey: 'NewJiraIssue',
      TicketTypeName: 'Task',
      ProductName: 'Router',
    })
    expect(status).toBe(201)
    await world.drain()
    expect(issuesOf(world, name)).toHaveLength(1)
  })

  test('C62, C64 · POST works too, and JiraKey stands together with other elements', async () => {
    const key = await anIssue('With others')
    const id = await aTicket()
    const members = { Name: 'Renamed at once', JiraKey: key, AssignedTo: 'Grace' }
    expect((await send(format, ['POST', `/${id}`], members)).status).toBe(200)
    expect(await read(id)).toMatchObject({ assignee: 'Grace', link: { issueKey: key } })
  })

  test('C58 · without a JiraKey the link stays', async () => {
    const key = await anIssue('Stays')
    const id = await aTicket()
    await put(format, id, { JiraKey: key })
    expect((await put(format, id, { AssignedTo: 'Grace' })).status).toBe(200)
    expect(await keyOf(id)).toBe(key)
  })

  test('CX13 · another key re-links, and the history tells of it', async () => {
    const [first, second] = [await anIssue('First'), await anIssue('Second')]
    const id = await aTicket()
    await put(format, id, { JiraKey: first })
    expect((await put(format, id, { JiraKey: second })).status).toBe(200)
    expect(await keyOf(id)).toBe(second)
    const { body } = await world.api.get(`/v1/support-tickets/${id}/history`)
    const texts = body.items.map(({ text }: { text: string }) => text).join('\n')
    expect(texts).toContain(first)
    expect(texts).toContain(second)
  })

  test('CX28 · the same key again changes nothing', async () => {
    const key = await anIssue('Twice')
    const id = await aTicket()
    await put(format, id, { JiraKey: key })
    await world.drain()
    const before = await content(world)
    expect((await put(format, id, { JiraKey: key })).status).toBe(200)
    await world.drain()
    expect(await content(world)).toEqual(before)
  })

  test('CX13 · an empty JiraKey unlinks', async () => {
    const key = await anIssue('To be left')
    const id = await aTicket()
    await put(format, id, { JiraKey: key })
    expect((await put(format, id, { JiraKey: '' })).status).toBe(200)
    expect(await keyOf(id)).toBe(null)
    expect((await put(format, id, { JiraKey: '' })).status).toBe(200)
  })

  test('CX13 · NewJiraIssue is refused on a linked ticket, unless it is forced', async () => {
    const key = await anIssue('Has one')
    const name = `Forced by ${format}`
    const id = await aTicket(name)
    await put(format, id, { JiraKey: key })
    await world.drain()
    const before = await content(world)
    const refused = await put(format, id, { JiraKey: 'NewJiraIssue', AssignedTo: 'Grace' })
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining(key)])
    expect(await content(world)).toEqual(before)
    expect((await put(format, id, { JiraKey: 'NewJiraIssue', JiraForce: 'true' })).status).toBe(200)
    await world.drain()
    expect(issuesOf(world, name)).toHaveLength(1)
    expect(await keyOf(id)).toBe(issuesOf(world, name)[0]?.key)
  })

  test('CX13 · the address may force it too', async () => {
    const key = await anIssue('Has one as well')
    const id = await aTicket(`Forced by the address in ${format}`)
    await put(format, id, { JiraKey: key })
    await world.drain()
    const { status } = await send(format, ['PUT', `/${id}?force=true`], { JiraKey: 'NewJiraIssue' })
    await world.drain()
    expect([status, (await keyOf(id)) === key]).toEqual([200, false])
  })

  test.each(['NOPE-1', 'INFRA-99999', '../../etc', 'INFRA-1/../2', 'INFRA 1', 'not a key'])(
    'CX14 · the key %s is refused in clear words, and nothing of the request is done',
    async (key) => {
      const id = await aTicket()
      const before = await content(world)
      const { status, text } = await put(format, id, { Name: 'Half done', JiraKey: key })
      expect([key, status]).toEqual([key, 422])
      expect(text).toContain('JiraKey')
      expect(await content(world)).toEqual(before)
      const made = await send(format, ['POST', ''], { Name: 'Half made', JiraKey: key })
      expect(made.status).toBe(422)
      expect(await content(world)).toEqual(before)
    },
  )

  test('A tracker that does not answer is told so, and nothing of the request is done', async () => {
    const id = await aTicket()
    const before = await content(world)
    world.jira.faults.rules.push({ when: { path: '/rest/api/3/issue' }, effect: { status: 503 } })
    const { status } = await put(format, id, { Name: 'Half done', JiraKey: 'INFRA-1' })
    world.jira.faults.rules.length = 0
    expect(status).toBe(502)
    expect(await content(world)).toEqual(before)
  })

  test('While the issue is being created the document has no JiraKey, so sending it back is harmless', async () => {
    const name = `Sent back in ${format}`
    const id = await aTicket(name)
    await put(format, id, { JiraKey: 'NewJiraIssue' })
    const { body } = await world.api.get(`/api/json/Tickets/${id}`)
    expect([body.Ticket.JiraKey, body.Ticket.JiraState]).toEqual([undefined, 'queued'])
    expect((await put(format, id, { Name: body.Ticket.Name })).status).toBe(200)
    await world.drain()
    expect(issuesOf(world, name)).toHaveLength(1)
  })
})

test('A creation that fails is shown in the document', async () => {
  const id = await aTicket('Will fail')
  failCreation(world, { status: 400 })
  await put('json', id, { JiraKey: 'NewJiraIssue' })
  await world.drain()
  const { body } = await world.api.get(`/api/json/Tickets/${id}`)
  expect(body.Ticket.JiraState).toBe('failed')
})

test('No transaction waits for the tracker: while it thinks about a key, others are served', async () => {
  const key = await anIssue('Slow to tell')
  const id = await aTicket()
  world.jira.faults.rules.push({
    when: { path: '/rest/api/3/issue/bulkfetch' },
    times: 1,
    effect: { latencyMs: 3_000 },
  })
  let isAnswered = false
  const slow = send('json', ['PUT', `/${id}`], { JiraKey: key, Name: 'Renamed with it' }).finally(() => {
    isAnswered = true
  })
  for (let tries = 0; tries < 5; tries += 1)
    expect((await world.api.post('/v1/projects', { key: `p${tries}`, name: `P ${tries}` })).status).toBe(201)
  expect(isAnswered).toBe(false)
  expect((await slow).status).toBe(200)
  expect(await keyOf(id)).toBe(key)
})
