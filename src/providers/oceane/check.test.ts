import { describe, expect, test } from 'vitest'
import { livelySeed, startOceane } from '../../../simulators/oceane/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import { oceane } from './index.ts'
import { destination, reading, scripted, simulated } from './testing/site.ts'

const lively = (options: { now: () => Date }) => startOceane({ ...options, seed: livelySeed })

describe('check', () => {
  test('B12, BX13 · authenticates, names the user, and says until when', async () => {
    const { tracker, now, callsOf } = await simulated(startOceane)
    const calls = await callsOf(async () => {
      expect(await tracker.check(destination)).toMatchObject({
        id: 'crosstie-client',
        name: 'Crosstie',
        sessionEndsAt: new Date(now().getTime() + 3_600_000),
        places: [{ value: 'oceane', label: 'Oceane' }],
        problems: [],
        needs: [],
      })
    })
    expect(calls).toEqual(['POST /oauth/token'])
  })

  test('says of creating that it was not tried, and of reading nothing where there is no path', async () => {
    const { tracker } = await simulated(startOceane)
    const { rights } = await tracker.check()
    expect(rights.map(({ right }) => right)).toEqual(['Authenticate', 'Create tickets'])
    expect(rights[1]?.howToGrant).toContain('Not tried')
  })

  test('tries list and read by one ticket where they are configured', async () => {
    const { tracker, callsOf } = await simulated(lively, reading)
    const calls = await callsOf(async () => {
      const { rights } = await tracker.check()
      expect(rights.slice(2)).toMatchObject([
        { right: 'List tickets', granted: true },
        { right: 'Read tickets', granted: true },
        { right: 'Filter tickets by their last update', granted: true },
      ])
    })
    expect(calls.slice(1)).toEqual([
      'GET /troubleTicket',
      'GET /troubleTicket/TT0010001',
      'GET /troubleTicket',
    ])
  })

  test('a filter that finds nothing is not taken for “no change”: it is missing', async () => {
    const row = { id: '1', href: '/1', lastUpdate: '2026-03-01T09:30:00Z' }
    const { tracker } = await scripted((request, response) => {
      const url = request.url ?? ''
      const rows = url.includes('lastUpdate') ? [] : [row]
      response.end(JSON.stringify(url.startsWith('/troubleTicket/') ? row : rows))
    }, reading)
    const { rights } = await tracker.check()
    expect(rights.at(-1)).toMatchObject({
      granted: false,
      howToGrant: expect.stringContaining('lastUpdate.gte'),
    })
  })

  test.each([403, 404, 405] as const)(
    'a list that answers %i is a missing right, in Oceane’s words, and holds up nothing',
    async (status) => {
      const { tracker, site } = await simulated(lively, reading)
      site.state.listStatus = status
      const { rights } = await tracker.check()
      expect(rights.find(({ right }) => right === 'List tickets')).toMatchObject({
        granted: false,
        required: false,
        howToGrant: expect.stringMatching(/(denied|not exist|not support).+leave the list path empty/u),
      })
    },
  )

  test.each([[{ status: 403 }], [{ status: 404 }]])('so is a read path that answers %j', async (effect) => {
    const { tracker, site } = await simulated(lively, reading)
    site.faults.rules.push({ when: { path: '/troubleTicket/*' }, effect })
    const { rights } = await tracker.check()
    expect(rights.find(({ right }) => right === 'Read tickets')).toMatchObject({ granted: false })
  })

  test('but not one that fails for another reason', async () => {
    const { tracker, site } = await simulated(lively, reading)
    site.faults.rules.push({ when: { path: '/troubleTicket' }, effect: { status: 503 } })
    expect((await faultOf(tracker.check())).kind).toBe('unavailable')
  })

  test('AX7 · an urgency or impact that the connection does not know is a problem of its field', async () => {
    const { tracker } = await simulated(startOceane)
    const { problems } = await tracker.check({ ...destination, urgency: 'Now', technicalImpact: 'Bad' })
    expect(problems.map(({ field }) => field)).toEqual(['urgency', 'technicalImpact'])
    expect(problems[0]?.message).toContain('High, Medium, Low')
  })
})

test('BX16 · the choices are the connection’s own values, and nobody is asked', async () => {
  const { connect, callsOf } = await simulated(startOceane)
  const tracker = connect({ priorities: 'P1, P2 ,P3,P2', clientImpacts: 'Yes, No' })
  const calls = await callsOf(async () => {
    expect((await tracker.choices('priority', {})).map(({ value }) => value)).toEqual(['P1', 'P2', 'P3'])
    expect(await tracker.choices('clientImpact', {})).toHaveLength(2)
    expect(await tracker.choices('urgency', {})).toHaveLength(3)
    expect(await tracker.choices('technicalImpact', {})).not.toEqual([])
    expect(await tracker.choices('toString', {})).toEqual([])
  })
  expect(calls).toEqual([])
})

test('B23, BX16 · an alarm’s ticket is asked for urgency and impacts, with the connection’s values', async () => {
  const { config } = await simulated(startOceane, { urgencies: 'Now, Later' })
  expect(oceane.attributes?.(config).map(({ name, title, required }) => [name, title, required])).toEqual([
    ['urgency', 'Urgency', true],
    ['technicalImpact', 'Technical Impact', true],
    ['clientImpact', 'Client Impact', false],
  ])
  expect(oceane.attributes?.(config)[0]?.values).toEqual(['Now', 'Later'])
})

test('AX9 · the hub’s priorities are among the values that a connection has by default', async () => {
  const { tracker } = await simulated(startOceane)
  const known = (await tracker.choices('priority', {})).map(({ value }) => value)
  expect(known).toEqual(expect.arrayContaining(Object.values(oceane.about.priorities)))
})
