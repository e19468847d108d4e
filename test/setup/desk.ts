import { expect } from 'vitest'
import { issuesOf } from './scene.ts'
import type { World } from './world.ts'

let count = 0
export const freshName = (what = 'Ticket') => `${what} ${(count += 1)}`

/** A help-desk ticket; answers it as it is then. */
export async function deskTicket(world: World, fields: object = {}) {
  const { status, body } = await world.api.post('/v1/support-tickets', { title: freshName(), ...fields })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

export async function readDesk(world: World, id: string) {
  const { status, body } = await world.api.get(`/v1/support-tickets/${id}`)
  expect(status).toBe(200)
  return body
}

/** An entry of one of the help desk’s lists; answers its id. */
export async function deskEntry(world: World, list: string, fields: object): Promise<string> {
  const { status, body } = await world.api.post(`/v1/help-desk/${list}`, fields)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}

/** The id of an entry by its name. */
export async function entryNamed(world: World, list: string, name: string): Promise<string> {
  const { body } = await world.api.get(`/v1/help-desk/${list}?limit=100`)
  const found = body.items.find((entry: { name: string }) => entry.name === name)
  expect(found, `${name} among ${list}`).toBeDefined()
  return found.id
}

/** Changes how an instance serves the help desk. */
export async function setInstance(world: World, id: string, settings: object) {
  const { status, body } = await world.api.patch(`/v1/instances/${id}`, { settings })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** A ticket with a new issue in the tracker; answers the ticket and the issue there. */
export async function linkedTicket(world: World, fields: object = {}) {
  const ticket = await deskTicket(world, fields)
  const { status, body } = await world.api.post(`/v1/support-tickets/${ticket.id}/issue`, { new: true })
  expect(status, JSON.stringify(body)).toBe(200)
  await world.drain()
  const linked = await readDesk(world, ticket.id)
  expect(linked.link, JSON.stringify(linked.delivery)).not.toBeNull()
  const issue = issuesOf(world, ticket.title)[0]
  if (!issue) throw new Error('No issue was created.')
  return { ticket: linked, issue }
}

/** Links a ticket to an issue that exists. */
export async function linkTo(
  world: World,
  ticketId: string,
  key: string | { key: string; replace?: boolean; instanceId?: string },
) {
  const body = typeof key === 'string' ? { key } : key
  const answer = await world.api.post(`/v1/support-tickets/${ticketId}/issue`, body)
  await world.drain()
  return answer
}

/** Says something on a ticket; public unless told otherwise. */
export async function act(
  world: World,
  ticketId: string,
  said: string | { text: string; typeName?: string; visibility?: string },
) {
  const fields = typeof said === 'string' ? { text: said } : said
  const { status, body } = await world.api.post(`/v1/support-tickets/${ticketId}/actions`, {
    typeName: 'Comment',
    visibility: 'public',
    ...fields,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

export async function actionsOf(world: World, ticketId: string) {
  const { body } = await world.api.get(`/v1/support-tickets/${ticketId}/actions?limit=100`)
  return body.items as {
    id: string
    text: string
    visibility: string
    author: string
    origin: string
    lost: string[]
  }[]
}

/** Texts of the history, newest first. */
export async function historyOf(world: World, ticketId: string): Promise<string[]> {
  const { body } = await world.api.get(`/v1/support-tickets/${ticketId}/history?limit=100`)
  return body.items.map((event: { text: string }) => event.text)
}

/** Asks the tracker what changed. */
export async function pollNow(world: World): Promise<void> {
  await world.clock.advance(15 * 60_000 + 1_000)
  await world.hub.handlers.minute({})
  await world.drain()
}
