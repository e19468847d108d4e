import { expect } from 'vitest'
import { startConsole, type ConsoleSimulator } from '../../simulators/console/index.ts'
import type { Api, ApiAnswer } from './api.ts'
import { testCredentials } from './credentials.ts'
import type { World } from './world.ts'

export const { consoleKey } = testCredentials

/** A simulated console, and an alarm source that is to tell it. */
export interface Scene {
  simulated: ConsoleSimulator
  source: string
  /** Calls the hub with the source’s own token. */
  noc: Api
}

/** @param source the name of the source’s token */
export async function consoleScene(world: World, source: string): Promise<Scene> {
  const simulated = await startConsole({ now: () => world.clock.now() })
  const { body } = await world.api.post('/v1/tokens', { name: source, scopes: ['alarms:write'] })
  return { simulated, source, noc: world.as(body.token) }
}

/** A template that fits the simulated console. */
export const template = ({ simulated }: Scene, fields: object = {}) => ({
  method: 'PUT',
  url: `${simulated.url}/api/alarms/{{agent}}/{{rootKey}}/properties`,
  headers: [{ name: 'Authorization', value: `Bearer ${consoleKey}` }],
  body: '{"{{ticketIdName}}": "{{ticketId}}", "{{ticketUrlName}}": "{{ticketUrl}}"}',
  ...fields,
})

export const pathOf = ({ source }: Scene, rest = '') =>
  `/v1/alarm-sources/${encodeURIComponent(source)}${rest}`

export const save = (world: World, scene: Scene, body: object): Promise<ApiAnswer> =>
  world.api.call('PUT', pathOf(scene), { body })

let count = 0

/** Brings in an alarm; answers its id and its root key. */
export async function raise(scene: Scene, fields: object = {}): Promise<{ id: string; rootKey: string }> {
  const rootKey = `34/${(count += 1)}`
  const alarm = { agent: '34', rootKey, elementName: 'Edge router 7', value: 'Link down', ...fields }
  const { status, body } = await scene.noc.post('/v1/alarms', alarm)
  expect(status).toBe(200)
  return { id: body.items[0].id, rootKey }
}

/** Asks for the ticket about an alarm; answers its id. */
export async function ticket(world: World, alarmId: string): Promise<string> {
  const attributes = { urgency: 'High', technicalImpact: 'Medium' }
  const { status, body } = await world.api.post(`/v1/alarms/${alarmId}/ticket`, {
    priority: 'high',
    attributes,
  })
  expect(status).toBe(201)
  return body.id
}

/** An alarm with a ticket whose issue exists, and all that is due done. */
export async function ticketed(world: World, scene: Scene, fields: object = {}) {
  const alarm = await raise(scene, fields)
  const ticketId = await ticket(world, alarm.id)
  await world.drain()
  return { ...alarm, ticketId }
}

export const writeBackOf = async (world: World, alarmId: string) =>
  (await world.api.get(`/v1/alarms/${alarmId}/write-back`)).body.writeBack

/** The properties that the console has of an alarm. */
export const propertiesOf = ({ simulated }: Scene, rootKey: string) =>
  Object.fromEntries(simulated.state.properties.get(`34/${rootKey}`) ?? [])
