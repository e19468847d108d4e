import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Api } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import { expectRefused, historyOf, remove, supportTicket } from '../setup/help-desk.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { adminToken, startWorld, type World } from '../setup/world.ts'

let world: World
let bob: Api
let ticketId: string
beforeAll(async () => {
  world = await startWorld()
  bob = await member(world)
})
beforeEach(async () => {
  ticketId = (await supportTicket(bob)).id
})
afterAll(() => world?.close())

const at = (id = ticketId) => `/v1/support-tickets/${id}/attachments`

interface Upload {
  content?: string | Uint8Array<ArrayBuffer>
  name?: string
  type?: string
  fields?: Record<string, string>
  key?: string
  to?: string
  token?: string
}

async function upload(of: Upload = {}) {
  const {
    content: bytes = 'hello',
    name = 'hello.txt',
    type = 'text/plain',
    fields = {},
    key,
    to,
    token,
  } = of
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([bytes], { type }), name)
  const response = await fetch(world.hub.url + (to ?? at()), {
    method: 'POST',
    body: form,
    headers: {
      authorization: `Bearer ${token ?? adminToken}`,
      ...(key ? { 'idempotency-key': key } : {}),
    },
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

const download = (id: string, token = adminToken) =>
  fetch(`${world.hub.url}${at()}/${id}/content`, { headers: { authorization: `Bearer ${token}` } })

const contents = async () =>
  (await world.database.selectFrom('attachmentContents').select('sha256').execute()).map(
    ({ sha256 }) => sha256,
  )

test('A file is kept as it is, internal unless it is said otherwise', async () => {
  const bytes = Uint8Array.from({ length: 5_000 }, (_, place) => place % 256)
  const { status, body } = await upload({ content: bytes, name: 'scan.png', type: 'image/png' })
  expect([status, body]).toMatchObject([
    201,
    { name: 'scan.png', mediaType: 'image/png', size: 5_000, visibility: 'internal', actionId: null },
  ])
  const answer = await download(body.id)
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect((await bob.get(at())).body).toMatchObject({ items: [body], total: { count: 1 } })
  expect((await historyOf(bob, ticketId))[0]).toMatchObject({
    kind: 'attachment',
    text: expect.stringContaining('attached “scan.png” (internal).'),
  })
})

test('Nothing of a file is ever shown as a page of the hub', async () => {
  const html = { content: '<script>alert(1)</script>', type: 'text/html' }
  const { body } = await upload({ ...html, name: 'a "nasty"; ümläut’.html' })
  const { headers } = await download(body.id)
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  const disposition = headers.get('content-disposition')
  expect(disposition).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w%.!-]+$/)
  expect(decodeURIComponent(disposition?.split("''")[1] ?? '')).toBe(body.name)
})

describe('The same content', () => {
  test('is kept once a workspace, and goes with the last file that has it', async () => {
    const before = await contents()
    const one = await upload({ content: 'shared', name: 'one.txt' })
    const two = await upload({ content: 'shared', name: 'two.txt' })
    expect(one.body.sha256).toBe(two.body.sha256)
    expect(await contents()).toHaveLength(before.length + 1)
    expect((await remove(bob, `${at()}/${one.body.id}`)).status).toBe(204)
    expect((await download(one.body.id)).status).toBe(404)
    expect(await (await download(two.body.id)).text()).toBe('shared')
    expect((await remove(bob, `${at()}/${two.body.id}`)).status).toBe(204)
    expect(await contents()).toEqual(before)
    expect((await historyOf(bob, ticketId))[0]?.text).toMatch(
      /^The file “two.txt” of .* was removed by Bob at 2026/,
    )
  })

  test('of two workspaces is kept apart', async () => {
    const stranger = await otherWorkspace(world)
    const mine = await upload({ content: 'apart' })
    const theirs = await supportTicket(stranger)
    const rows = () => world.database.selectFrom('attachmentContents').selectAll().execute()
    const before = (await rows()).length
    const { workspaceId } = await world.database
      .selectFrom('tickets')
      .select('workspaceId')
      .where('id', '=', theirs.id)
      .executeTakeFirstOrThrow()
    const answer = await upload({ content: 'apart', to: at(theirs.id), token: `ct_other_${workspaceId}` })
    expect([answer.status, (await rows()).length]).toEqual([201, before + 1])
    await remove(bob, `${at()}/${mine.body.id}`)
    expect((await rows()).length).toBe(before)
  })

  test('stored and removed at the same time is there for whoever keeps it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const first = await upload({ content: `race ${round}` })
      const [, second] = await Promise.all([
        remove(bob, `${at()}/${first.body.id}`),
        upload({ content: `race ${round}` }),
      ])
      expect(await (await download(second.body.id)).text()).toBe(`race ${round}`)
    }
  })
})

test('A file over 20 MiB is refused with the limit, one of 20 MiB is not', async () => {
  const before = await content(world)
  const most = 20 * 1024 * 1024
  const large = await upload({ content: new Uint8Array(most + 1) })
  expect([large.status, large.body.detail]).toEqual([413, 'The file is larger than 20 MiB.'])
  expect(large.headers.get('content-type')).toContain('application/problem+json')
  expect(await content(world)).toEqual(before)
  const whole = await upload({ content: new Uint8Array(most) })
  expect([whole.status, whole.body.size]).toEqual([201, most])
  await remove(bob, `${at()}/${whole.body.id}`)
})

test('The same Idempotency-Key stores one file; another content is another request', async () => {
  const key = `file-${ticketId}`
  const first = await upload({ key })
  const again = await upload({ key })
  expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([
    201,
    first.body,
    'true',
  ])
  expect((await upload({ key, content: 'other' })).status).toBe(422)
  expect((await bob.get(at())).body.items).toHaveLength(1)
})

test('A file may belong to an action of its ticket', async () => {
  const action = { typeName: 'Email', text: 'See the file' }
  const { body } = await bob.post(`/v1/support-tickets/${ticketId}/actions`, action)
  const stored = await upload({ fields: { actionId: body.id, visibility: 'public' } })
  expect(stored.body).toMatchObject({ actionId: body.id, visibility: 'public' })
  const other = await supportTicket(bob)
  expectRefused(await upload({ fields: { actionId: body.id }, to: at(other.id) }), 422, ['actionId'])
})

test('Whatever is wrong with a form is named, and changes nothing', async () => {
  const before = await content(world)
  expectRefused(await upload({ fields: { visibility: 'everybody' } }), 422, ['visibility'])
  expectRefused(await upload({ fields: { actionId: 'x' } }), 422, ['actionId'])
  expectRefused(await upload({ fields: { title: 'x' } }), 422, ['title'])
  expectRefused(await upload({ name: 'x'.repeat(256) }), 422, ['file'])
  const form = (body: string, type = 'multipart/form-data; boundary=x') =>
    bob.call('POST', at(), { raw: body, headers: { 'content-type': type } })
  expectRefused(await form('--x--\r\n'), 422, ['file'])
  expectRefused(await form('nonsense'), 422, ['file'])
  expectRefused(
    await form('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'),
    422,
    ['file'],
  )
  expectRefused(await form('', 'multipart/form-data'), 422, ['file'])
  expect((await form('{}', 'application/json')).status).toBe(415)
  expect((await form('a', 'text/plain')).status).toBe(415)
  expect(await content(world)).toEqual(before)
})

test('A path in a file’s name is only its name', async () => {
  expect((await upload({ name: '../../etc/passwd' })).body.name).toBe('passwd')
  expect((await upload({ name: 'C:\\Users\\a.txt' })).body.name).toBe('a.txt')
})

test('A file is found on its own ticket only', async () => {
  const { body } = await upload()
  const other = await supportTicket(bob)
  const elsewhere = `${at(other.id)}/${body.id}`
  expect((await bob.get(`${elsewhere}/content`)).status).toBe(404)
  expect((await remove(bob, elsewhere)).status).toBe(404)
  expect((await download(body.id)).status).toBe(200)
})
