import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { saidMoment } from '../../src/domain/said-moment.ts'
import type { Api } from '../setup/api.ts'
import { content } from '../setup/database.ts'
import {
  addEntry,
  expectRefused,
  historyOf,
  idsOf,
  patch,
  remove,
  supportTicket,
} from '../setup/help-desk.ts'
import { member } from '../setup/tenants.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let bob: Api
let ticket: { id: string; updatedAt: string }
let path: string
beforeAll(async () => {
  world = await startWorld()
  bob = await member(world)
})
beforeEach(async () => {
  ticket = await supportTicket(bob)
  path = `/v1/support-tickets/${ticket.id}/actions`
})
afterAll(() => world?.close())

async function write(fields: object = {}) {
  const { status, body } = await bob.post(path, { typeName: 'Comment', text: 'Hello', ...fields })
  expect(status).toBe(201)
  return body
}
const texts = async (query = '') => {
  const { body } = await bob.get(path + query)
  return body.items.map(({ text }: { text: string }) => text)
}
/** As a comment of the tracker that became an action. */
const asFromTracker = (id: string) =>
  world.database
    .updateTable('actions')
    .set({ origin: 'tracker', author: 'Dana' })
    .where('id', '=', id)
    .execute()

describe('Writing', () => {
  test('an action is internal unless it is said otherwise', async () => {
    const { Comment } = await idsOf(bob, 'action-types')
    const action = await write({ text: ' **Hello** ' })
    expect(action).toEqual({
      id: action.id,
      type: { id: Comment, name: 'Comment', removed: false },
      visibility: 'internal',
      origin: 'hub',
      author: 'Bob',
      text: '**Hello**',
      lost: [],
      at: expect.any(String),
      editedAt: null,
      delivery: null,
    })
    for (const visibility of ['public', 'internal', 'restricted']) {
      expect((await write({ visibility })).visibility).toBe(visibility)
    }
  })

  test('an unknown visibility is refused, not guessed', async () => {
    const before = await content(world)
    for (const visibility of ['Public!', 'private', '', null, 7]) {
      const answer = await bob.post(path, { typeName: 'Comment', text: 'Hello', visibility })
      expectRefused(answer, 422, ['visibility'])
    }
    expect(await content(world)).toEqual(before)
  })

  test('an action type that was deleted is refused in clear words', async () => {
    const id = await addEntry(world.api, 'action-types', { name: 'Fax' })
    const action = await write({ typeName: 'Fax' })
    await remove(world.api, `/v1/help-desk/action-types/${id}`)
    for (const type of [{ typeId: id }, { typeName: 'fax' }]) {
      const { status, body } = await bob.post(path, { ...type, text: 'Hello' })
      const field = Object.keys(type)[0]
      const message = expect.stringMatching(
        /“Fax” was removed from the list; .*Description, Comment, Email, Phone/,
      )
      expect([status, body.errors]).toEqual([422, [{ field, message }]])
    }
    // It stays on what has it, and what has it can be edited.
    const edited = await patch(bob, `${path}/${action.id}`, { text: 'Edited', typeId: id })
    expect(edited.body).toMatchObject({ text: 'Edited', type: { name: 'Fax', removed: true } })
  })

  test('brings the ticket up in the list of what changed last', async () => {
    await supportTicket(bob)
    await write()
    const { body } = await bob.get('/v1/support-tickets?limit=1')
    expect(body.items[0].id).toBe(ticket.id)
  })

  test('the same Idempotency-Key writes one action', async () => {
    const post = (text: string) =>
      bob.post(path, { typeName: 'Comment', text }, { 'idempotency-key': `action-${ticket.id}` })
    const first = await post('Once')
    expect((await post('Once')).body).toEqual(first.body)
    expect((await post('Other')).status).toBe(422)
    expect(await texts()).toEqual(['Once'])
  })
})

test('Actions come oldest first, in pages', async () => {
  for (const text of ['a', 'b', 'c', 'd', 'e']) await write({ text })
  const { body } = await bob.get(`${path}?limit=2`)
  expect(body).toMatchObject({ items: [{ text: 'a' }, { text: 'b' }], total: { count: 5 } })
  expect(await texts(`?limit=2&after=${body.next}`)).toEqual(['c', 'd'])
})

describe('Editing', () => {
  test('changes text, type and visibility, and the history says what without the words', async () => {
    const action = await write({ text: 'A secret' })
    const change = { text: 'Public words', typeName: 'email', visibility: 'public' }
    const { status, body } = await patch(bob, `${path}/${action.id}`, change)
    expect([status, body]).toMatchObject([
      200,
      { text: 'Public words', type: { name: 'Email' }, visibility: 'public', editedAt: expect.any(String) },
    ])
    const [entry] = await historyOf(bob, ticket.id)
    expect(entry?.text).toBe(
      `Bob edited an action (Comment of Bob of ${saidMoment(new Date(action.at))}): its text, type “Comment” → “Email”, visibility internal → public.`,
    )
    expect(JSON.stringify(await historyOf(bob, ticket.id))).not.toMatch(/secret|Public words/)
  })

  test('nothing in it changes nothing', async () => {
    const action = await write()
    const before = await content(world)
    const same = { text: 'Hello', visibility: 'internal', typeName: 'COMMENT' }
    expect((await patch(bob, `${path}/${action.id}`, same)).body).toEqual(action)
    expect(await content(world)).toEqual(before)
  })

  test('what somebody else edited since it was seen is not overwritten; unsaid, the last one wins', async () => {
    const { id, editedAt } = await write({ text: 'One' })
    const first = await patch(bob, `${path}/${id}`, { text: 'Two', editedAt })
    expect(first.body.text).toBe('Two')
    const late = await patch(bob, `${path}/${id}`, { text: 'Three', editedAt })
    expectRefused(late, 409, ['editedAt'])
    expect(await texts()).toEqual(['Two'])
    const seen = { text: 'Four', editedAt: first.body.editedAt }
    expect((await patch(bob, `${path}/${id}`, seen)).status).toBe(200)
    expect((await patch(bob, `${path}/${id}`, { text: 'Five' })).body.text).toBe('Five')
  })

  test('the words of somebody in the tracker stay; visibility and type can change', async () => {
    const { id } = await write({ text: 'From Jira' })
    await asFromTracker(id)
    const refused = await patch(bob, `${path}/${id}`, { text: 'Mine', visibility: 'public' })
    expectRefused(refused, 409, ['text'])
    expect(refused.body.detail).toContain('Dana wrote this in the tracker')
    const change = { text: 'From Jira', visibility: 'public', typeName: 'Phone' }
    const { body } = await patch(bob, `${path}/${id}`, change)
    expect(body).toMatchObject({ text: 'From Jira', visibility: 'public', type: { name: 'Phone' } })
  })
})

test('A removed action is gone from the ticket, and the history says who removed it and when', async () => {
  const action = await write({ visibility: 'restricted' })
  expect((await remove(bob, `${path}/${action.id}`)).status).toBe(204)
  expect(await texts()).toEqual([])
  const [entry] = await historyOf(bob, ticket.id)
  expect(entry?.text).toMatch(
    /^An action \(Comment of Bob of .* UTC, restricted\) was removed by Bob at 2026-11-22 \d\d:\d\d:\d\d UTC\.$/,
  )
  for (const method of ['PATCH', 'DELETE']) {
    expect((await bob.call(method, `${path}/${action.id}`, { body: {} })).status).toBe(404)
  }
})

test('An action is found on its own ticket only', async () => {
  const action = await write()
  const other = await supportTicket(bob)
  const elsewhere = `/v1/support-tickets/${other.id}/actions/${action.id}`
  expect((await patch(bob, elsewhere, { text: 'X' })).status).toBe(404)
  expect((await remove(bob, elsewhere)).status).toBe(404)
  expect(await texts()).toEqual(['Hello'])
})
