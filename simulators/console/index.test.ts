import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type ConsoleSimulator } from './index.ts'

let simulated: ConsoleSimulator
beforeAll(async () => {
  simulated = await startConsole()
})
afterAll(() => simulated?.close())

const put = (path: string, body: string, key = 'console-key') =>
  fetch(simulated.url + path, { method: 'PUT', headers: { authorization: `Bearer ${key}` }, body })

test('Properties of an alarm are set, and the same again changes nothing', async () => {
  const body = JSON.stringify({ 'Ticket ID': 'INFRA-1' })
  for (const _ of [1, 2]) {
    expect((await put('/api/alarms/34/34%2F100/properties', body)).status).toBe(200)
    expect([...(simulated.state.properties.get('34/34/100') ?? [])]).toEqual([['Ticket ID', 'INFRA-1']])
  }
})

test('Whoever has not the key is refused, and so is what is no object of texts', async () => {
  expect((await put('/api/alarms/1/2/properties', '{}', 'other')).status).toBe(401)
  expect((await put('/api/alarms/1/2/properties', '{"a":1}')).status).toBe(400)
  expect((await put('/api/else', '{}')).status).toBe(404)
  expect(simulated.state.properties.has('1/2')).toBe(false)
})

test('Its page shows what was set', async () => {
  expect(await (await fetch(simulated.url)).text()).toContain('INFRA-1')
})
