import { describe, expect, test } from 'vitest'
import { startOceane } from '../../../simulators/oceane/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import type { OceaneConfig } from './config.ts'
import { oceane } from './index.ts'
import { answering, destination, draft, scripted, simulated } from './testing/site.ts'

/** What a DataMiner alarm brings, and what the operator chose. */
const alarm = {
  urgency: 'High',
  technicalImpact: 'Partial loss',
  clientImpact: 'None',
  rootCause: 'LOS on port 3',
  dmaId: '12',
  elementId: '34',
  alarmId: '12/56789',
  elementName: 'OLT Rennes 1',
  alarmValue: 'LOS on port 3',
  rootTime: '2026-03-01T09:58:00Z',
}

/** The body that is sent. */
async function sent(settings: Partial<OceaneConfig>, more: object = {}, to: object = destination) {
  const { tracker, requests } = await scripted(
    answering(201, { id: '1', href: '/troubleTicket/1' }),
    settings,
  )
  await tracker.create({ ...draft, ...more }, { ...destination, ...to }, 'mark-1')
  const [request] = requests()
  expect(request).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } })
  return { url: request?.url, body: JSON.parse(request?.body ?? '') as Record<string, unknown> }
}

describe('What is sent', () => {
  test('BX23 · is TMF621’s form: the demanded members, the mark, and the User ID as a related party', async () => {
    expect(await sent({ userId: 'u-17' }, { priority: 'High' })).toEqual({
      url: '/troubleTicket',
      body: {
        name: 'A title',
        description: 'Words',
        severity: 'High',
        priority: 'High',
        ticketType: 'incident',
        externalId: 'mark-1',
        relatedParty: [{ id: 'u-17', role: 'originator', '@referredType': 'Individual' }],
      },
    })
  })

  test('B23, B30 · is what the alarm and the operator say: a related entity, and a note of one line each', async () => {
    const { body } = await sent({}, { attributes: alarm })
    expect(body['relatedEntity']).toEqual([
      { id: '12/12/56789', name: 'OLT Rennes 1', role: 'alarm', '@referredType': 'Alarm' },
    ])
    expect(body['note']).toEqual([
      {
        author: 'Crosstie',
        text: [
          'Urgency: High',
          'Technical Impact: Partial loss',
          'Client Impact: None',
          'Root Cause: LOS on port 3',
          'DMA ID: 12',
          'Element ID: 34',
          'Alarm ID: 12/56789',
          'Element Name: OLT Rennes 1',
          'Alarm Value: LOS on port 3',
          'Root Time: 2026-03-01T09:58:00Z',
        ].join('\n'),
      },
    ])
  })

  test('BX24 · names in the description who pressed the button, beside the other facts', async () => {
    const facts = [{ label: 'Raised by', value: 'Ada Lovelace' }]
    const backlink = { label: 'T-17 in Crosstie', url: 'https://hub.example/t/17' }
    const { body } = await sent({}, { facts, backlink })
    expect(body['description']).toBe(
      'Words\n\nRaised by: Ada Lovelace\n\nT-17 in Crosstie: https://hub.example/t/17',
    )
  })

  test('BX23 · is whatever the connection’s own form and path say', async () => {
    const request = JSON.stringify({
      ticket: { title: '{{title}}', level: 'P-{{urgency}}', cause: '{{rootCause}}' },
      by: '{{userId}}',
      element: '{{elementName}}',
      fixed: 7,
    })
    const { url, body } = await sent({ request, createPath: '/v2/tickets?notify=1' }, { attributes: alarm })
    expect(url).toBe('/v2/tickets?notify=1')
    expect(body).toEqual({
      ticket: { title: 'A title', level: 'P-High', cause: 'LOS on port 3' },
      by: 'Crosstie',
      element: 'OLT Rennes 1',
      fixed: 7,
    })
  })

  test('has the urgency and impact of its route where the ticket brings none', async () => {
    const to = { urgency: 'Low', technicalImpact: 'None', channel: 'noc' }
    const without = await sent({}, {}, to)
    expect(without.body).toMatchObject({
      channel: { id: 'noc' },
      note: [{ text: 'Urgency: Low\nTechnical Impact: None' }],
    })
    const own = await sent({}, { attributes: { urgency: 'High', technicalImpact: ' ' } }, to)
    expect(own.body['note']).toMatchObject([{ text: 'Urgency: High\nTechnical Impact: None' }])
  })

  test('has the priority that the operator chose among Oceane’s own, before that of the hub', async () => {
    const { body } = await sent({}, { priority: 'Low', attributes: { priority: 'Critical' } })
    expect(body).toMatchObject({ priority: 'Critical', severity: 'Critical' })
    expect(body).not.toHaveProperty('note')
  })

  test('has the middle priority where none is given, because TMF621 demands a severity', async () => {
    expect((await sent({})).body['severity']).toBe('Medium')
    expect((await sent({ priorities: 'P1, P2, P3' })).body['severity']).toBe('P2')
  })
})

describe('BX16 · A value that is in no set of the connection is refused with its field, and nothing is sent', () => {
  test.each([
    ['priority', { priority: 'Urgent' }],
    ['urgency', { attributes: { urgency: 'Now' } }],
    ['technicalImpact', { attributes: { technicalImpact: 'Bad' } }],
    ['clientImpact', { attributes: { clientImpact: 'total loss' } }],
  ])('%s', async (field, more) => {
    const { tracker, callsOf } = await simulated(startOceane)
    const calls = await callsOf(async () => {
      const fault = await faultOf(tracker.create({ ...draft, ...more }, destination, 'm'))
      expect(fault).toMatchObject({
        kind: 'invalid',
        fields: { [field]: expect.stringContaining('There are:') },
      })
    })
    expect(calls).toEqual([])
  })
})

describe('The answer', () => {
  const created = async (body: unknown, settings: Partial<OceaneConfig> = {}) => {
    const { server, tracker } = await scripted(answering(201, body), settings)
    return { base: server.url, made: tracker.create(draft, destination, 'm') }
  }

  test('B25 · has id and URL where TMF621 has them', async () => {
    const { made } = await created({
      id: 'OC1',
      href: 'https://oceane.example/t/OC1',
      status: 'acknowledged',
    })
    expect(await made).toMatchObject({
      id: 'OC1',
      key: 'OC1',
      url: 'https://oceane.example/t/OC1',
      title: 'A title',
      status: { name: 'acknowledged' },
    })
  })

  test('BX23 · has them where the connection says', async () => {
    const places = { idPlace: 'data.number', urlPlace: 'data.links[0].href' }
    const body = { data: { number: 4711, links: [{ href: '/tickets/4711' }] } }
    const { base, made } = await created(body, places)
    expect(await made).toMatchObject({ id: '4711', url: `${base}/tickets/4711` })
  })

  test('BX23 · needs no URL where the address of the page is known', async () => {
    const { made } = await created({ id: 'a/b' }, { page: 'https://oceane.example/t?id={id}' })
    expect((await made).url).toBe('https://oceane.example/t?id=a%2Fb')
  })

  test.each([
    [{ href: 'https://x.example/1' }, /no ticket ID at “id”/u],
    [{ id: '', href: 'https://x.example/1' }, /no ticket ID at “id”/u],
    [{ id: { value: 1 } }, /no ticket ID at “id”/u],
    [{ id: 'OC1' }, /ticket OC1 has no ticket URL at “href”/u],
    [{ id: 'OC1', href: 'javascript:alert(1)' }, /something else than a ticket URL at “href”/u],
    [[], /expected shape/u],
  ])('BX23 · %j is a bad answer that names the place', async (body, words) => {
    const { made } = await created(body)
    const fault = await faultOf(made)
    expect(fault.kind).toBe('bad-answer')
    expect(fault.detail).toMatch(words)
  })

  test('may be odd in all that the hub can do without', async () => {
    const body = {
      id: 1,
      href: '/1',
      name: 7,
      status: { id: 3 },
      note: 'none',
      relatedParty: {},
      lastUpdate: 5,
    }
    const { made } = await created(body)
    expect(await made).toMatchObject({ id: '1', title: 'A title' })
    expect(await made).not.toHaveProperty('status')
  })
})

describe('A refusal', () => {
  test.each([
    [{ code: '23', reason: 'Missing body field', message: 'severity is mandatory' }, '23'],
    [{ code: 23, message: 'Missing body field', description: 'severity is mandatory' }, '23'],
  ])('B31 · is told in Oceane’s words, with its code: %j', async (body, code) => {
    const { tracker } = await scripted(answering(400, body))
    expect(await faultOf(tracker.create(draft, destination, 'm'))).toEqual({
      kind: 'invalid',
      status: 400,
      code,
      detail: 'Missing body field. severity is mandatory.',
    })
  })

  test('that echoes the access token does not carry it into the fault', async () => {
    const { tracker } = await scripted((request, response) => {
      response.writeHead(403).end(JSON.stringify({ code: '50', reason: request.headers.authorization }))
    })
    const fault = await faultOf(tracker.create(draft, destination, 'm'))
    expect(fault).toMatchObject({ kind: 'forbidden', detail: expect.stringContaining('•••') })
    expect(JSON.stringify(fault)).not.toContain('scripted-token')
  })
})

test('A route is shown in a few words', () => {
  const { destination: route } = oceane
  expect(route.label({ ticketType: 'incident' }, {})).toBe('incident')
  expect(route.label({ ticketType: 'request', urgency: 'Low' }, {})).toBe('request · Low')
  expect(route.scope({ ticketType: 'incident' })).toBe(route.scope({ ticketType: 'request' }))
})
