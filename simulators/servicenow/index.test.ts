import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServiceNow, type ServiceNowSimulator } from './index.ts'

let snow: ServiceNowSimulator
beforeAll(async () => {
  snow = await startServiceNow({ now: () => new Date('2026-11-22T05:00:00Z') })
})
beforeEach(() => snow.reset())
afterAll(() => snow.close())

const authorization = `Basic ${Buffer.from('crosstie.integration:snow-password').toString('base64')}`

async function create(title = 'Idle disk') {
  const body = JSON.stringify({
    short_description: title,
    correlation_id: 'mark',
    work_notes: 'From the hub.',
  })
  return fetch(`${snow.url}/api/now/table/incident`, { method: 'POST', headers: { authorization }, body })
}

async function send(method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' }
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) }
  return fetch(`${snow.url}${path}`, init)
}

function submit(path: string, form: Record<string, string> = {}) {
  return fetch(`${snow.url}${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
}

const only = () => [...snow.state.tables.incident.values()][0] ?? {}

test('a dropped answer closes the connection, and the incident is counted', async () => {
  await send('PUT', '/_simulator/faults', { rules: [{ times: 1, effect: { commitThenDrop: true } }] })
  await expect(create()).rejects.toThrow('fetch failed')
  expect(await (await send('GET', '/_simulator/issues')).json()).toMatchObject([
    {
      key: 'INC0010001',
      correlationId: 'mark',
      createdBy: 'crosstie.integration',
      comments: [{ element: 'work_notes', value: 'From the hub.' }],
    },
  ])
})

test('switches can be set over HTTP, a mistyped one is refused, and a reset takes everything back', async () => {
  await send('POST', '/_simulator/webhooks', { url: 'http://127.0.0.1:9/hook', secret: 's' })
  const set = { language: 'de', roles: ['itil'], mandatory: ['due_date'], hiddenTables: ['sys_choice'] }
  expect(await (await send('PATCH', '/_simulator/settings', set)).json()).toMatchObject(set)
  expect((await send('PATCH', '/_simulator/settings', { roles: ['king'] })).status).toBe(400)
  expect((await send('POST', '/_simulator/webhooks', { url: 'http://x.example' })).status).toBe(400)
  expect((await create()).status).toBe(403)
  await send('POST', '/_simulator/reset')
  expect([snow.state.webhooks.length, snow.state.language, snow.calls.length]).toEqual([0, 'en', 0])
  expect((await create()).status).toBe(201)
})

test('the pages show incidents with everything escaped', async () => {
  await create('<script>alert(1)</script>')
  const id = only()['sys_id']
  const form = `/nav_to.do?uri=${encodeURIComponent(`incident.do?sys_id=${id}`)}`
  for (const path of ['/', form, '/business-rules', '/instance', '/_simulator']) {
    const page = await (await send('GET', path)).text()
    expect(page).toContain('Simulated ServiceNow')
    expect(page).not.toContain('<script>')
  }
  expect((await send('GET', `/incident.do?sys_id=${'0'.repeat(32)}`)).status).toBe(404)
})

test('a person can take, hold, resolve, close, reopen, note, reassign, copy and delete on the pages', async () => {
  await create()
  const path = `/incident/${only()['sys_id']}`
  const group = [...snow.state.tables.sys_user_group.values()][1]?.['sys_id'] ?? ''
  await submit(`${path}/take`)
  expect(only()).toMatchObject({ state: '2', sys_updated_by: 'mara.lindqvist' })
  await submit(`${path}/hold`)
  expect(only()['state']).toBe('3')
  expect((await submit(`${path}/resolve`, { close_code: 'Duplicate', close_notes: ' ' })).status).toBe(400)
  await submit(`${path}/resolve`, { close_code: 'Duplicate', close_notes: 'Twice.' })
  await submit(`${path}/close`)
  expect(only()).toMatchObject({ state: '7', close_code: 'Duplicate' })
  await submit(`${path}/reopen`)
  await submit(`${path}/comments`, { text: 'Hello' })
  await submit(`${path}/group`, { assignment_group: group })
  expect(only()).toMatchObject({ state: '2', assignment_group: group })
  await submit(`${path}/copy`)
  const [, copy] = snow.state.tables.incident.values()
  expect(copy).toMatchObject({ correlation_id: 'mark', sys_created_by: 'mara.lindqvist', state: '1' })
  await submit(`${path}/delete`)
  expect(snow.state.tables.incident.size).toBe(1)
  expect((await submit(`${path}/take`)).status).toBe(404)
})

test('a person can register the rule and set the instance on the pages', async () => {
  expect((await submit('/business-rules', { url: 'nonsense' })).status).toBe(400)
  await submit('/business-rules', { url: 'http://127.0.0.1:9/hook', secret: ' s ' })
  expect(snow.state.webhooks).toEqual([{ url: 'http://127.0.0.1:9/hook', secret: 's' }])
  await submit('/business-rules/none')
  expect(snow.state.webhooks).toEqual([])
  await submit('/instance/language', { option: 'Deutsch' })
  await submit('/instance/hibernation', { option: 'Hibernating' })
  await submit('/instance/nothing', { option: 'x' })
  expect(snow.state).toMatchObject({ language: 'de', hibernating: true })
  expect((await create()).status).toBe(200)
  expect(snow.state.tables.incident.size).toBe(0)
})
