import { describe, expect, test } from 'vitest'
import { formatOf, read, readOne, refusalOf } from '../testing/read.ts'

const volume = {
  recommendationId: 'rec-1',
  accountId: '210987654321',
  region: 'eu-west-1',
  resourceId: 'vol-1',
  resourceArn: 'arn:aws:ec2:eu-west-1:210987654321:volume/vol-1',
  currentResourceType: 'EbsVolume',
  recommendedResourceType: 'EbsVolume',
  currentResourceSummary: 'io1',
  recommendedResourceSummary: 'gp3',
  actionType: 'Upgrade',
  implementationEffort: 'VeryLow',
  estimatedMonthlySavings: 12.5,
  estimatedSavingsPercentage: 40,
  currencyCode: 'EUR',
  restartNeeded: false,
  rollbackPossible: true,
  recommendationLookbackPeriodInDays: 32,
  source: 'ComputeOptimizer',
  tags: [{ key: 'team', value: 'shop' }],
}

describe('A recommendation of AWS', () => {
  test('is known by its id and says in plain words what to do', () => {
    expect(readOne({ items: [volume] })).toEqual({
      source: 'aws-cost-optimization-hub',
      key: 'rec-1',
      title: 'Upgrade EBS volume vol-1 from io1 to gp3',
      description:
        'Upgrade EBS volume vol-1 from io1 to gp3. Where: eu-west-1, account 210987654321. ' +
        'No restart is needed. It can be rolled back. AWS expects to save 40 % of the cost. ' +
        'Found by looking back over 32 days. Tags: team=shop.',
      resource: 'arn:aws:ec2:eu-west-1:210987654321:volume/vol-1',
      account: '210987654321',
      category: 'Upgrade',
      effort: 'very-low',
      saving: { amount: 12.5, currency: 'EUR' },
      project: null,
      raw: volume,
    })
  })

  test.each([
    [{ actionType: 'Stop' }, 'Stop EBS volume vol-1', 'Unused resource'],
    [{ actionType: 'Delete', resourceId: null }, 'Delete EBS volume', 'Unused resource'],
    [{ actionType: 'MigrateToGraviton' }, 'Move to Graviton: EBS volume vol-1 from io1 to gp3', 'Upgrade'],
    [{ actionType: 'ScaleIn', currentResourceSummary: null }, 'Scale in EBS volume vol-1', 'Rightsizing'],
    [
      { actionType: 'HibernateNightly', recommendedResourceSummary: 'io1' },
      'Hibernate nightly EBS volume vol-1',
      'Cost',
    ],
    [{ actionType: 'Stop', currentResourceType: 'QuantumBox' }, 'Stop quantum box vol-1', 'Unused resource'],
    [
      {
        actionType: 'PurchaseSavingsPlans',
        recommendedResourceType: 'ComputeSavingsPlans',
        recommendedResourceSummary: null,
      },
      'Buy Compute Savings Plans in eu-west-1',
      'Commitment',
    ],
    [
      {
        actionType: 'PurchaseReservedInstances',
        recommendedResourceType: 'RdsReservedInstances',
        region: null,
      },
      'Buy RDS reserved instances: gp3',
      'Commitment',
    ],
    [{ actionType: null, currentResourceSummary: null }, 'Lower the cost of EBS volume vol-1', 'Cost'],
  ])('with %o is called “%s”', (change, title, category) => {
    expect(readOne({ items: [{ ...volume, ...change }] })).toMatchObject({ title, category })
  })

  test.each([
    ['VeryLow', 'very-low'],
    ['Low', 'low'],
    ['Medium', 'medium'],
    ['High', 'high'],
    ['VeryHigh', 'very-high'],
    ['Gigantic', null],
    [null, null],
  ])('of effort %s has the hub’s effort %s', (implementationEffort, effort) => {
    expect(readOne({ items: [{ ...volume, implementationEffort }] }).effort).toBe(effort)
  })

  test('says when a restart is needed and when nothing can be rolled back', () => {
    const { description } = readOne({ items: [{ ...volume, restartNeeded: true, rollbackPossible: false }] })
    expect(description).toContain('A restart is needed. It cannot be rolled back.')
  })

  test('may have nothing but its id: everything else can be absent or null', () => {
    const nulls = Object.fromEntries(Object.keys(volume).map((name) => [name, null]))
    for (const item of [{ recommendationId: 'rec-1' }, { ...nulls, recommendationId: 'rec-1' }]) {
      const finding = readOne({ items: [item] })
      expect(finding).toMatchObject({ key: 'rec-1', title: 'Lower the cost of a resource', saving: null })
      expect(finding.description.length).toBeGreaterThanOrEqual(16)
    }
  })

  test('that saves nothing is skipped with the reason', () => {
    const items = [{ ...volume, estimatedMonthlySavings: 0 }, volume]
    const { findings, skipped } = read({ items: [...items, { ...volume, estimatedMonthlySavings: -3 }] })
    expect(findings).toHaveLength(1)
    expect(skipped).toEqual([
      { key: 'rec-1', because: 'It promises no saving.' },
      { key: 'rec-1', because: 'It promises no saving.' },
    ])
  })
})

describe('The answer of GetRecommendation', () => {
  const { currentResourceSummary: _now, recommendedResourceSummary: _then, ...summaryless } = volume
  const single = {
    ...summaryless,
    resourceId: volume.resourceArn,
    currentResourceDetails: { ebsVolume: { configuration: { storage: { type: 'io1' } } } },
    recommendedResourceDetails: { ebsVolume: { configuration: { storage: { type: 'gp3' } } } },
  }

  test('gives the same recommendation the same key and title as the list', () => {
    const { key, title } = readOne({ items: [volume] })
    expect(readOne(single)).toMatchObject({ key, title })
  })

  test('names every setting where there are several', () => {
    const configuration = { storage: { type: 'gp3', sizeInGb: 8 }, attachmentState: 'attached', extra: [1] }
    const { description } = readOne({
      ...single,
      recommendedResourceDetails: { ebsVolume: { configuration } },
    })
    expect(description).toContain('to storage type gp3, storage size in gb 8, attachment state attached.')
  })

  test('may have details without a configuration', () => {
    const details = { workSpaces: { costCalculation: {} } }
    const workspace = { ...single, currentResourceDetails: details, recommendedResourceDetails: {} }
    expect(readOne(workspace).title).toBe('Upgrade EBS volume vol-1')
  })
})

describe('A document of AWS', () => {
  test('is told by its items, or by the id of a single one or of one in a bare list', () => {
    for (const document of [{ items: [] }, { items: [volume], nextToken: 'x' }, volume, [volume]])
      expect(formatOf(document)).toBe('AWS Cost Optimization Hub')
  })

  const refused: [string, string, unknown][] = [
    ['items.1.recommendationId', 'the id of a Cost Optimization Hub recommendation', { items: [volume, {}] }],
    ['items.0.recommendationId', 'the id', { items: [{ ...volume, recommendationId: ' ' }] }],
    ['items.1', 'an object', { items: [volume, null] }],
    ['estimatedMonthlySavings', 'a number', { ...volume, estimatedMonthlySavings: '12' }],
    ['items.0.currencyCode', 'three capital letters', { items: [{ ...volume, currencyCode: null }] }],
    ['items.0.currencyCode', 'three capital letters', { items: [{ ...volume, currencyCode: 'euro' }] }],
    ['0.restartNeeded', 'true or false', [{ ...volume, restartNeeded: 'yes' }]],
    ['items.0.tags.0.key', 'a text', { items: [{ ...volume, tags: [{ key: 1 }] }] }],
  ]

  test.each(refused)('is refused where %s is not %s', (path, message, document) => {
    expect(refusalOf(document)).toEqual({ path, message: expect.stringContaining(message) })
  })

  test('of Trusted Advisor is refused by name, for its savings stand in numbered columns', () => {
    expect(refusalOf({ recommendationResourceSummaries: [] })).toEqual({
      path: 'recommendationResourceSummaries',
      message: expect.stringContaining('Trusted Advisor'),
    })
  })
})
