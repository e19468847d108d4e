import { existsSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { livelySeed, startOceane, type OceaneSimulator } from '../../simulators/oceane/index.ts'
import { contract, describedOceane } from './oceane-description.ts'
import { startCheckingProxy, type CheckingProxy } from './openapi-proxy.ts'

const present = existsSync(contract)
const skipped = present ? '' : ` (SKIPPED: there is no ${contract})`

const basic = `Basic ${Buffer.from('crosstie-client:oceane-secret').toString('base64')}`
const form = 'application/x-www-form-urlencoded'
const party = { id: 'Crosstie', role: 'originator', '@referredType': 'Individual' }
const entity = { id: '12/7', role: 'alarm', '@referredType': 'Alarm', name: 'OLT 1' }
const draft = (change: object = {}) => ({
  name: 'LOS on port 3',
  description: 'The port is dark.',
  severity: 'High',
  priority: 'High',
  ticketType: 'incident',
  externalId: 'mark-1',
  channel: { id: 'noc' },
  note: [{ author: 'Crosstie', text: 'Urgency: High' }],
  relatedParty: [party],
  relatedEntity: [entity],
  ...change,
})

describe.skipIf(!present)(`the simulated Oceane against TM Forum's description${skipped}`, () => {
  let oceane: OceaneSimulator
  let proxy: CheckingProxy
  let description: ReturnType<typeof describedOceane>
  let authorization: string
  beforeAll(async () => {
    description = describedOceane()
    oceane = await startOceane({ seed: livelySeed })
    proxy = await startCheckingProxy({ description: description.description, target: oceane.url })
  })
  beforeEach(async () => {
    oceane.reset()
    proxy.violations.length = 0
    const { body } = await ask('grant_type=client_credentials')
    authorization = `Bearer ${body.access_token}`
  })
  afterAll(async () => {
    await proxy?.close()
    await oceane?.close()
    description?.remove()
  })

  async function ask(body: string, headers: Record<string, string> = { authorization: basic }) {
    const init = { method: 'POST', headers: { 'content-type': form, ...headers }, body }
    const answer = await fetch(`${proxy.url}/oauth/token`, init)
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  }

  async function call(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${proxy.url}${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const said = await answer.text()
    return { status: answer.status, body: said === '' ? undefined : (JSON.parse(said) as never) }
  }

  test('a ticket lives its whole life in agreement', async () => {
    const id = 'TT0010003'
    const steps: [number, string, string, unknown?][] = [
      [201, 'POST', '/troubleTicket', draft()],
      [200, 'GET', `/troubleTicket/${id}`],
      [200, 'GET', '/troubleTicket?externalId=mark-1'],
      [200, 'GET', '/troubleTicket?offset=1&limit=1&lastUpdate.gte=2020-01-01T00:00:00.000Z'],
      [200, 'GET', '/troubleTicket?fields=status,lastUpdate'],
      [200, 'PATCH', `/troubleTicket/${id}`, { note: [{ text: 'Seen' }], status: 'inProgress' }],
      [200, 'PATCH', `/troubleTicket/${id}`, { status: 'resolved', statusChangeReason: 'Port replaced.' }],
      [200, 'GET', `/troubleTicket/${id}`],
      [204, 'DELETE', `/troubleTicket/${id}`],
    ]
    for (const [status, ...request] of steps) {
      expect([...request.slice(0, 2), (await call(...request)).status]).toEqual([
        ...request.slice(0, 2),
        status,
      ])
    }
    expect(proxy.violations).toEqual([])
  })

  test.each([
    ['without a description', draft({ description: undefined })],
    ['without a severity', draft({ severity: undefined })],
    ['without a ticketType', draft({ ticketType: undefined })],
    ['with a number for a name', draft({ name: 7 })],
    ['with an unknown status', draft({ status: 'open' })],
    ['with a party that has no id', draft({ relatedParty: [{ ...party, id: undefined }] })],
    ['with a party that has no type', draft({ relatedParty: [{ id: 'x' }] })],
    ['with an entity that has no role', draft({ relatedEntity: [{ ...entity, role: undefined }] })],
    ['with a channel that has no id', draft({ channel: { name: 'noc' } })],
    ['with notes that are no list', draft({ note: 'x' })],
  ])('a creation %s breaks the description, and the simulator refuses it as described', async (_, body) => {
    expect((await call('POST', '/troubleTicket', body)).status).toBe(400)
    expect(proxy.violations.length).toBeGreaterThan(0)
    expect(proxy.violations.every((one) => one.startsWith('POST /troubleTicket: request'))).toBe(true)
    expect(oceane.state.tickets.size).toBe(livelySeed.tickets.length)
  })

  test.each<[number, string, string, unknown]>([
    [404, 'GET', '/troubleTicket/TT9', undefined],
    [404, 'PATCH', '/troubleTicket/TT9', { status: 'closed' }],
    [404, 'DELETE', '/troubleTicket/TT9', undefined],
    [400, 'PATCH', '/troubleTicket/TT0010001', { id: 'x' }],
    [400, 'PATCH', '/troubleTicket/TT0010001', { lastUpdate: '2026-03-01T10:00:00Z' }],
  ])('the refusal %i of %s %s agrees', async (status, ...request) => {
    expect((await call(...request)).status).toBe(status)
    expect(proxy.violations).toEqual([])
  })

  test.each([403, 404, 405] as const)('a list that is refused with %i agrees', async (status) => {
    oceane.state.listStatus = status
    expect((await call('GET', '/troubleTicket')).status).toBe(status)
    expect(proxy.violations).toEqual([])
  })

  test('refused tokens agree: none, an unknown one, an expired one', async () => {
    const known = authorization
    for (const [token, code] of [
      ['', '40'],
      ['Bearer x', '41'],
      [known, '42'],
    ] as const) {
      authorization = token
      if (token === known) oceane.state.tokens.set(known.slice('Bearer '.length), 0)
      expect(await call('GET', '/troubleTicket')).toMatchObject({ status: 401, body: { code } })
    }
    expect(proxy.violations).toEqual([])
  })

  test('the token endpoint answers as RFC 6749 has it', async () => {
    const id = 'client_id=crosstie-client&client_secret=oceane-secret'
    expect(await ask(`grant_type=client_credentials&${id}`, {})).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3600 },
    })
    const wrong = await ask('grant_type=client_credentials', { authorization: 'Basic eDp5' })
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    const other = await ask('grant_type=password')
    expect(other).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } })
    expect(proxy.violations).toEqual([])
    oceane.state.tokenMissing = true
    expect((await ask('grant_type=client_credentials')).status).toBe(200)
    expect(proxy.violations.join()).toContain('access_token')
  })

  test('faults answer in TM Forum’s form', async () => {
    for (const status of [400, 401, 403, 409, 500, 503]) {
      oceane.faults.rules.push({ times: 1, effect: { status } })
      expect((await call('POST', '/troubleTicket', draft())).status).toBe(status)
    }
    expect(proxy.violations).toEqual([])
  })

  test('the check itself notices wrong requests and wrong answers', async () => {
    oceane.faults.rules.push({ times: 1, effect: { halfJson: true } })
    await call('GET', '/troubleTicket').catch(() => undefined)
    await call('GET', '/troubleTicket?colour=red')
    await call('GET', '/nothing').catch(() => undefined)
    const seen = proxy.violations.join('\n')
    for (const place of ['not JSON', 'colour', 'not in the description']) expect(seen).toContain(place)
  })
})
