import { expect } from 'vitest'
import type { Api } from './api.ts'
import type { World } from './world.ts'

const attributes = { urgency: 'High', technicalImpact: 'Medium' }

/** A rule’s body, as far as a test does not care. */
export const ruleBody = (fields: object = {}) => ({
  name: `Rule ${crypto.randomUUID()}`,
  ticket: { priority: 'high', attributes },
  ...fields,
})

/** A matcher for alarms with a label. */
export const labelled = (label: string, value: string, op = '=') => ({ label, op, value })

/** Makes a rule; answers it. */
export async function makeRule(world: World, fields: object = {}) {
  const { status, body } = await world.api.post('/v1/alarm-rules', ruleBody(fields))
  expect([status, body]).toEqual([201, expect.anything()])
  return body
}

/** Changes some of a rule. */
export async function changeRule(
  world: World,
  rule: { id: string },
  fields: object,
): Promise<{ status: number; body: { id: string; problem: string | null } }> {
  const { body: stored } = await world.api.get(`/v1/alarm-rules/${rule.id}`)
  const { name, enabled, source, matchers, groupBy, waitSeconds, ticket } = stored
  const whole = { name, enabled, source, matchers, groupBy, waitSeconds, ticket, ...fields }
  return world.api.call('PUT', `/v1/alarm-rules/${rule.id}`, { body: whole })
}

let count = 0

/** An alarm’s body, with a root key of its own. */
export const alarm = (labels: object = {}, fields: object = {}) => ({
  agent: '34',
  rootKey: `rules/${(count += 1)}`,
  elementName: `Router ${count}`,
  value: 'Link down',
  labels,
  ...fields,
})

/** Brings an alarm in; nothing that is due is done. Answers its id. */
export async function say(api: Api, body: object): Promise<string> {
  const { status, body: answer } = await api.post('/v1/alarms', body)
  expect(status).toBe(200)
  return answer.items[0].id
}

export const alarmOf = async (world: World, id: string) => (await world.api.get(`/v1/alarms/${id}`)).body

/** The tickets of alarms; null for one that has none. */
export const ticketsOf = (world: World, ids: string[]): Promise<(string | null)[]> =>
  Promise.all(ids.map(async (id) => (await alarmOf(world, id)).ticket?.id ?? null))
