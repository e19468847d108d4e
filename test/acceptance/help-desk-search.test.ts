import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addEntry, idsOf, patch, supportTicket } from '../setup/help-desk.ts'
import { otherWorkspace } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let connection: string
let ids: Record<string, string>
beforeAll(async () => {
  world = await startWorld()
  connection = await world.connectJira()
  ids = {
    portal: await addEntry(world.api, 'products', { name: 'Portal' }),
    acme: await addEntry(world.api, 'customers', { name: 'ACME' }),
    ...(await idsOf(world.api, 'types')),
    ...(await idsOf(world.api, 'statuses')),
  }
  await supportTicket(world.api, { title: 'Login fails', description: 'The sign-in page says **error 42**.' })
  await supportTicket(world.api, {
    title: 'Slow reports',
    productId: ids.portal,
    assignee: 'Carol',
    statusName: 'Waiting',
  })
  await supportTicket(world.api, {
    title: 'Mail to ops@example.com bounces',
    customerId: ids.acme,
    typeName: 'Problem',
    statusName: 'Closed',
    description: 'See https://status.example.com/mail/queue and C:\\logs\\mail_2026.txt',
  })
})
afterAll(() => world?.close())

const titles = async (query: string): Promise<string[]> => {
  const { status, body } = await world.api.get(`/v1/support-tickets?${query}`)
  expect([query, status]).toEqual([query, 200])
  const found = body.items.map(({ title }: { title: string }) => title)
  expect(body.total).toEqual({ count: found.length, capped: false })
  return found
}
const search = (words: string) => titles(`q=${encodeURIComponent(words)}`)

const [login, slow, mail] = ['Login fails', 'Slow reports', 'Mail to ops@example.com bounces']

describe('Words', () => {
  test.each([
    ['login', [login]],
    ['LOGI', [login]],
    ['fails login', [login]],
    ['error 42', [login]],
    ['sign-in', [login]],
    ['sign', [login]],
    ['fails slow', []],
    ['ogin', []],
    ['ops@example.com', [mail]],
    ['status.example', [mail]],
    ['https://status.example.com/mail/queue', [mail]],
    ['mail', [mail]],
    ['logs', [mail]],
    ['"slow', [slow]],
    ['slow & ! reports', [slow]],
    ['(slow | login)', []],
    ['???', []],
    ["'", []],
  ])('%s', async (words, found) => {
    expect(await search(words)).toEqual(found)
  })

  test('are those that the ticket has now', async () => {
    const { id } = await supportTicket(world.api, { title: 'Formerly zebra' })
    await patch(world.api, `/v1/support-tickets/${id}`, { title: 'Now giraffe', description: 'spotted' })
    expect(await search('zebra')).toEqual([])
    expect(await search('giraffe spotted')).toEqual(['Now giraffe'])
  })

  test('whatever is typed is answered', async () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 60, unit: 'grapheme' }),
      fc.string({ maxLength: 60, unit: fc.constantFrom(...Array.from(`ab 1'"\\:*&|!()<->%_@./-`)) }),
    )
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        fc.pre(words.isWellFormed() && !words.includes('\u0000'))
        const { status } = await world.api.get(`/v1/support-tickets?q=${encodeURIComponent(words)}`)
        expect(status).toBe(200)
      }),
      { numRuns: 150 },
    )
  })

  test('every word of a title finds its ticket', async () => {
    const word = fc.stringMatching(/^[a-z0-9]{3,12}([-._@/][a-z0-9]{1,8}){0,2}$/u)
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), async (words) => {
        const { id } = await supportTicket(world.api, { title: words.join(' ') })
        for (const one of words) {
          const { body } = await world.api.get(`/v1/support-tickets?sort=newest&q=${encodeURIComponent(one)}`)
          expect([one, body.items[0]?.id]).toEqual([one, id])
        }
      }),
      { numRuns: 25 },
    )
  })
})

test('An alias and an issue’s key are found exactly', async () => {
  const ticket = await supportTicket(world.api, { title: 'Linked one' })
  const { workspaceId } = await world.database
    .selectFrom('tickets')
    .select('workspaceId')
    .where('id', '=', ticket.id)
    .executeTakeFirstOrThrow()
  const { ctx } = world.hub.deps
  const issue = { issueId: '10001', issueKey: 'TEST-77', url: 'https://jira.example.com/browse/TEST-77' }
  await world.database
    .insertInto('links')
    .values({
      ...issue,
      id: ctx.newId(),
      workspaceId,
      ticketId: ticket.id,
      connectionId: connection,
      state: 'linked',
      statusMapped: true,
      createdAt: ctx.now(),
    } as never)
    .execute()
  expect(await search(ticket.alias.toLowerCase())).toEqual(['Linked one'])
  expect(await search('test-77')).toEqual(['Linked one'])
  expect(await titles('linked=yes')).toEqual(['Linked one'])
  expect(await titles('linked=no')).not.toContain('Linked one')
  const { body } = await world.api.get(`/v1/support-tickets/${ticket.alias}`)
  expect(body.link).toMatchObject({ issueKey: 'TEST-77', provider: 'jira', following: true })
})

describe('Filters', () => {
  test('narrow the list, one by one and together', async () => {
    const only = (query: string) => titles(`${query}&q=`)
    expect(await only(`typeId=${ids.Problem}`)).toEqual([mail])
    expect(await only(`statusId=${ids.Waiting}`)).toEqual([slow])
    expect(await only('category=Active,Closed')).toEqual([mail, slow])
    expect(await only(`productId=${ids.portal}`)).toEqual([slow])
    expect(await only(`customerId=${ids.acme}`)).toEqual([mail])
    expect(await only('assignee=carol')).toEqual([slow])
    expect(await titles('assignee=none&q=login')).toEqual([login])
    expect(await titles(`customerId=none&category=Active`)).toEqual([slow])
    expect(await only(`productId=${ids.portal}&category=Closed`)).toEqual([])
    expect(await titles(`q=reports&productId=${ids.portal}&assignee=Carol&linked=no`)).toEqual([slow])
  })

  test.each([
    ['category', 'Open'],
    ['statusId', 'x'],
    ['typeId', 'none'],
    ['productId', 'x'],
    ['customerId', '7'],
    ['linked', 'maybe'],
    ['sort', 'oldest'],
    ['q', 'x'.repeat(201)],
    ['limit', '0'],
    ['after', 'abc'],
  ])('%s=%s is refused with its field', async (field, value) => {
    const { status, body } = await world.api.get(`/v1/support-tickets?${field}=${value}`)
    expect([status, body.errors.map((one: { field: string }) => one.field)]).toEqual([400, [field]])
  })
})

test.each(['updated', 'newest'])('Pages by %s show each ticket once', async (sort) => {
  const { body: whole } = await world.api.get(`/v1/support-tickets?limit=200&sort=${sort}`)
  const seen: string[] = []
  let after = ''
  do {
    const { body } = await world.api.get(
      `/v1/support-tickets?limit=3&sort=${sort}${after && `&after=${after}`}`,
    )
    seen.push(...body.items.map(({ id }: { id: string }) => id))
    after = body.next
  } while (after)
  expect(seen).toEqual(whole.items.map(({ id }: { id: string }) => id))
  expect(whole.items[0]).not.toHaveProperty('description')
})

test('Another workspace finds nothing of it', async () => {
  const stranger = await otherWorkspace(world)
  for (const query of [
    '',
    'q=login',
    'q=CT-1',
    'q=TEST-77',
    `statusId=${ids.Waiting}`,
    `customerId=${ids.acme}`,
  ]) {
    const { body } = await stranger.get(`/v1/support-tickets?${query}`)
    expect([query, body.items]).toEqual([query, []])
  }
})
