import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatOf, read, readOne, refusalOf } from '../testing/read.ts'

const parent =
  'projects/my-shop/locations/europe-west1-b/recommenders/google.compute.disk.IdleResourceRecommender'
const disk = '//compute.googleapis.com/projects/my-shop/zones/europe-west1-b/disks/old-1'
const month = 30 * 86_400

const projectionOf = (cost: object | null, duration: string | null = `${month}s`) => ({
  category: 'COST',
  costProjection: { cost, duration },
})

const idle = {
  name: `${parent}/recommendations/g-1`,
  description: 'Save cost by deleting an idle disk.',
  recommenderSubtype: 'SNAPSHOT_AND_DELETE_DISK',
  priority: 'P2',
  primaryImpact: projectionOf({ currencyCode: 'EUR', units: '-1', nanos: -500_000_000 }),
  stateInfo: { state: 'ACTIVE' },
  content: {
    operationGroups: [
      {
        operations: [
          { action: 'test', resourceType: 'compute.googleapis.com/Disk', resource: disk, path: '/users' },
          {
            action: 'add',
            resourceType: 'compute.googleapis.com/Snapshot',
            resource: '//compute.googleapis.com/projects/my-shop/global/snapshots/$snapshot-name',
            path: '/',
            value: { source_disk: 'old-1' },
          },
          { action: 'remove', resourceType: 'compute.googleapis.com/Disk', resource: disk, path: '/' },
        ],
      },
    ],
  },
}

describe('A recommendation of Google', () => {
  test('is known by its name and says what to do, where, and what it saves a month', () => {
    expect(readOne({ recommendations: [idle] })).toEqual({
      source: 'google-recommender',
      key: idle.name,
      title: 'Save cost by deleting an idle disk: old-1',
      description:
        'Save cost by deleting an idle disk. Where: europe-west1-b, my-shop. ' +
        'What to do: add the snapshot; remove the disk old-1. Google’s priority: P2. ' +
        'Found by google.compute.disk.IdleResourceRecommender.',
      resource: disk,
      account: 'my-shop',
      category: 'Unused resource',
      effort: null,
      saving: { amount: 1.5, currency: 'EUR' },
      project: null,
      raw: idle,
    })
  })

  test('that replaces something says with what', () => {
    const replace = {
      action: 'replace',
      resourceType: 'compute.googleapis.com/Instance',
      resource: '//compute.googleapis.com/projects/my-shop/zones/z/instances/web-1',
      path: '/machineType',
      value: 'zones/z/machineTypes/e2-small',
    }
    const { description, resource } = readOne({
      ...idle,
      name: idle.name.replace('disk.Idle', 'instance.MachineType'),
      content: { operationGroups: [{ operations: [replace] }] },
    })
    expect(description).toContain('What to do: replace the machineType of the instance web-1 with e2-small.')
    expect(resource).toBe(replace.resource)
  })

  test('names the resource of its overview, if it has one', () => {
    const overview = { resource: '//x/projects/other/disks/d-2', recommendedAction: 1 }
    expect(readOne({ ...idle, content: { overview } })).toMatchObject({
      resource: overview.resource,
      account: 'other',
    })
  })

  test('may have next to nothing: Google omits what is empty', () => {
    const bare = { name: idle.name, primaryImpact: { category: 'COST' } }
    expect(readOne(bare)).toMatchObject({
      title: 'Lower the cost',
      resource: null,
      account: 'my-shop',
      saving: null,
    })
    const nulls = { ...Object.fromEntries(Object.keys(idle).map((name) => [name, null])), ...bare }
    expect(readOne(nulls)).toMatchObject({ title: 'Lower the cost', saving: null })
  })

  test.each([
    ['google.compute.commitment.UsageCommitmentRecommender', 'Commitment'],
    ['google.compute.instance.MachineTypeRecommender', 'Rightsizing'],
    ['google.cloudsql.instance.OverprovisionedRecommender', 'Rightsizing'],
    ['google.cloudsql.instance.IdleRecommender', 'Unused resource'],
    ['google.run.service.CostRecommender', 'Cost'],
  ])('of %s is of the category %s', (recommender, category) => {
    const name = `billingAccounts/b-1/locations/global/recommenders/${recommender}/recommendations/g-1`
    expect(readOne({ ...idle, name, content: null })).toMatchObject({ category, account: 'b-1' })
  })
})

describe('The saving', () => {
  test('is the negative of units and nanos, brought to a month of 30 days', () => {
    const whole = fc.integer({ min: 0, max: 1_000_000 })
    const part = fc.integer({ min: 1, max: 999_999_999 })
    fc.assert(
      fc.property(whole, part, fc.integer({ min: 1, max: 1_200 }), (units, nanos, days) => {
        const cost = { currencyCode: 'USD', units: String(-units), nanos: -nanos }
        const { saving } = readOne({ ...idle, primaryImpact: projectionOf(cost, `${days * 86_400}s`) })
        expect(saving?.currency).toBe('USD')
        expect((saving?.amount ?? 0) * days).toBeCloseTo((units + nanos / 1e9) * 30, 3)
      }),
    )
  })

  test.each([
    [{ currencyCode: 'USD', units: '-12' }, 12],
    [{ currencyCode: 'USD', nanos: -250_000_000 }, 0.25],
    [{ currencyCode: 'USD', units: -3, nanos: null }, 3],
  ])('of %o is %d', (cost, amount) => {
    expect(readOne({ ...idle, primaryImpact: projectionOf(cost) }).saving?.amount).toBe(amount)
  })

  test('a positive cost is no saving: skipped with the reason', () => {
    const dearer = { ...idle, primaryImpact: projectionOf({ currencyCode: 'USD', units: '8' }) }
    expect(read(dearer)).toEqual({
      findings: [],
      skipped: [{ key: idle.name, because: 'It costs 8.00 USD a month more and saves nothing.' }],
    })
  })

  test('a cost of nothing is no saving', () => {
    const { skipped } = read({ ...idle, primaryImpact: projectionOf({ currencyCode: 'USD' }) })
    expect(skipped).toEqual([{ key: idle.name, because: 'It promises no saving.' }])
  })
})

describe('What is skipped', () => {
  test.each([
    ['CLAIMED', 'being carried out already'],
    ['SUCCEEDED', 'has been carried out'],
    ['FAILED', 'tried and failed'],
    ['DISMISSED', 'dismissed it'],
    ['SNOOZED', 'Its state SNOOZED is not known'],
  ])('a recommendation in state %s, with the reason', (state, because) => {
    const { findings, skipped } = read({ ...idle, stateInfo: { state } })
    expect(findings).toEqual([])
    expect(skipped).toEqual([{ key: idle.name, because: expect.stringContaining(because) }])
  })

  test.each([{ state: 'STATE_UNSPECIFIED' }, {}, null])('not one whose state is %o', (stateInfo) => {
    expect(read({ ...idle, stateInfo }).findings).toHaveLength(1)
  })

  test('a recommendation that is about something else', () => {
    const { skipped } = read({ recommendations: [{ ...idle, primaryImpact: { category: 'SECURITY' } }] })
    expect(skipped[0]?.because).toBe('It is not about cost but SECURITY.')
  })

  test('all but the largest saving of those of which only one can be had', () => {
    const form = (units: number) => ({
      ...idle,
      name: `${parent}/recommendations/x-${units}`,
      xorGroupId: 'x',
      primaryImpact: projectionOf({ currencyCode: 'USD', units: String(-units) }),
    })
    const { findings, skipped } = read({ recommendations: [form(3), form(9), form(5), idle] })
    expect(findings.map(({ key, saving }) => [key, saving?.amount])).toEqual([
      [`${parent}/xorGroups/x`, 9],
      [idle.name, 1.5],
    ])
    expect(skipped.map(({ key }) => key)).toEqual(
      [5, 3].map((units) => `${parent}/recommendations/x-${units}`),
    )
    expect(skipped[0]?.because).toContain('Only one can be had, so the largest saving was taken.')
  })
})

describe('A document of Google', () => {
  test('is told by the members of its items, listed, bare or alone', () => {
    for (const document of [{ recommendations: [idle], nextPageToken: 'x' }, [idle], idle])
      expect(formatOf(document)).toBe('Google Recommender')
  })

  const refused: [string, string, unknown][] = [
    ['recommendations.1.name', 'the name of a Google recommendation', { recommendations: [idle, {}] }],
    ['name', 'the name of a Google recommendation', { ...idle, name: 'idle-1' }],
    ['1', 'an object', [idle, 'x']],
    ['stateInfo', 'an object with a state', { ...idle, stateInfo: 'ACTIVE' }],
    [
      'primaryImpact.costProjection.cost.units',
      'a whole number',
      { ...idle, primaryImpact: projectionOf({ currencyCode: 'USD', units: '-1.5' }) },
    ],
    [
      'recommendations.0.primaryImpact.costProjection.cost.currencyCode',
      'three capital letters',
      { recommendations: [{ ...idle, primaryImpact: projectionOf({ units: '-1' }) }] },
    ],
    [
      'primaryImpact.costProjection.duration',
      'seconds, like 2592000s',
      { ...idle, primaryImpact: projectionOf({ currencyCode: 'USD', units: '-1' }, '30 days') },
    ],
    [
      'primaryImpact.costProjection.duration',
      'a time above 0',
      { ...idle, primaryImpact: projectionOf({ currencyCode: 'USD', units: '-1' }, '0s') },
    ],
    [
      'primaryImpact.costProjection.duration',
      'a time above 0 in seconds',
      { ...idle, primaryImpact: projectionOf({ currencyCode: 'USD', units: '-1' }, null) },
    ],
  ]

  test.each(refused)('is refused where %s is not %s', (path, message, document) => {
    expect(refusalOf(document)).toEqual({ path, message: expect.stringContaining(message) })
  })
})
