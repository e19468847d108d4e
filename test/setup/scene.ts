import { expect } from 'vitest'
import type { FaultEffect, Issue } from '../../simulators/jira/index.ts'
import type { World } from './world.ts'

/** A description that the form accepts. */
export const description = 'It has been idle for thirty days.'

/** A creating call's body, as far as a test does not care. */
export const newTicket = (fields: object = {}) => ({ title: 'Stop it', description, ...fields })

/** Brings in one recommendation and answers its id. */
export async function recommend(world: World, fields: object = {}): Promise<string> {
  const item = { key: crypto.randomUUID(), title: 'Idle instance', ...fields }
  const { status, body } = await world.api.post('/v1/recommendations', item)
  expect(status).toBe(200)
  return body.items[0].id
}

/** Asks for a ticket; nothing is sent yet. Answers its id. */
export async function ask(world: World, fields: object = {}): Promise<string> {
  const { status, body } = await world.api.post('/v1/tickets', newTicket(fields))
  expect(status).toBe(201)
  return body.id
}

/** Asks for a ticket and does all that is due for it. Answers the ticket as it is then. */
export async function create(world: World, fields: object = {}) {
  const id = await ask(world, fields)
  await world.drain()
  return ticketOf(world, id)
}

export async function ticketOf(world: World, id: string) {
  const { status, body } = await world.api.get(`/v1/tickets/${id}`)
  expect(status).toBe(200)
  return body
}

/** The timeline's entries, newest first. */
export async function eventsOf(world: World, id: string): Promise<{ kind: string; text: string }[]> {
  const { body } = await world.api.get(`/v1/tickets/${id}/events?limit=200`)
  return body.items
}

export async function connectionOf(world: World, id: string) {
  const { status, body } = await world.api.get(`/v1/connections/${id}`)
  expect(status).toBe(200)
  return body
}

/** The messages of the log that administrators read, newest first. */
export async function logOf(world: World, query = ''): Promise<{ level: string; message: string }[]> {
  const { body } = await world.api.get(`/v1/logs?limit=200${query}`)
  return body.items
}

/** Issues of the simulated Jira, by title when one is given. */
export function issuesOf(world: World, title?: string): Issue[] {
  const all = [...world.jira.state.issues.values()]
  return title === undefined ? all : all.filter((issue) => issue.summary === title)
}

/** The next creations in the tracker meet a fault. */
export function failCreation(world: World, effect: FaultEffect, times = 1): void {
  world.jira.faults.rules.push({ when: { method: 'POST', path: '/rest/api/3/issue$' }, times, effect })
}

/** Calls of the hub to one path of the tracker so far. */
export const callsTo = (world: World, path: string) =>
  world.jira.calls.filter((call) => call.path.startsWith(`/rest/api/3${path}`)).length

/** A person does something on the issue's own page. */
export async function person(
  world: World,
  issueKey: string,
  action: { [A in 'comment' | 'transition' | 'assign' | 'move' | 'delete']?: string },
): Promise<void> {
  const fields = {
    comment: 'text',
    transition: 'transition',
    assign: 'assignee',
    move: 'project',
    delete: '',
  }
  for (const [name, value] of Object.entries(action)) {
    const field = fields[name as keyof typeof fields]
    const response = await fetch(`${world.jira.url}/browse/${issueKey}/${name}`, {
      method: 'POST',
      body: new URLSearchParams(field ? { [field]: value } : {}),
      redirect: 'manual',
    })
    expect(response.status).toBe(303)
  }
}

/** The simulated workflow's transitions. */
export const moves = { start: '11', waitForVendor: '21', done: '41', close: '51', reopen: '61' }

const minuteMs = 60_000

/** Lets so many minutes pass, one by one as the hub's own schedule counts them, and does what is due. */
export async function pass(world: World, minutes: number): Promise<void> {
  await world.clock.advance(minutes * minuteMs)
  await world.hub.handlers.minute({})
  await world.drain()
}

/** Until the next poll of every connection is over. */
export const untilPolled = (world: World) => pass(world, 16)
