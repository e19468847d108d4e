import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatOf, read, readOne, refusalOf } from '../testing/read.ts'

const subscription = '/subscriptions/s-1'
const idOf = (name: string, resource = subscription) =>
  `${resource}/providers/Microsoft.Advisor/recommendations/${name}`

const vm = `${subscription}/resourceGroups/RG-Shop/providers/Microsoft.Compute/virtualMachines/web-1`
const resize = {
  id: idOf('r-1', vm),
  type: 'Microsoft.Advisor/recommendations',
  properties: {
    category: 'Cost',
    impact: 'High',
    impactedField: 'Microsoft.Compute/virtualMachines',
    impactedValue: 'web-1',
    shortDescription: { problem: 'The machine is hardly used.', solution: 'Make the machine smaller' },
    resourceMetadata: { resourceId: vm },
    extendedProperties: {
      currentSku: 'Standard_D4s_v3',
      targetSku: 'Standard_D2s_v3',
      savingsAmount: '47.5',
      annualSavingsAmount: '570',
      savingsCurrency: 'EUR',
    },
  },
}

/** One form of the reservation of a machine size. */
const reservation = (
  name: string,
  form: { term: string; lookBack: string; month: number; sku?: string },
) => ({
  id: idOf(name),
  type: 'Microsoft.Advisor/recommendations',
  properties: {
    category: 'Cost',
    impactedValue: 's-1',
    recommendationTypeId: 'reserve',
    shortDescription: { problem: 'Reserve the machine', solution: 'Reserve the machine' },
    resourceMetadata: { resourceId: subscription },
    extendedProperties: {
      subId: 's-1',
      sku: form.sku ?? 'Standard_B4ms',
      region: 'westeurope',
      scope: 'Single',
      qty: '2',
      term: form.term,
      lookbackPeriod: form.lookBack,
      savingsAmount: String(form.month),
      annualSavingsAmount: String(form.month * 12),
      savingsCurrency: 'USD',
    },
  },
})

const forms = ['P1Y', 'P3Y'].flatMap((term, years) =>
  ['7', '30', '60'].map((lookBack, days) =>
    reservation(`${term}-${lookBack}`, { term, lookBack, month: 40 + 30 * years + days }),
  ),
)

const changed = (extendedProperties: object, properties: object = {}) => ({
  ...resize,
  properties: {
    ...resize.properties,
    ...properties,
    extendedProperties: { ...resize.properties.extendedProperties, ...extendedProperties },
  },
})

describe('A recommendation of Azure Advisor', () => {
  test('is known by its resource id in small letters, and says what to do and where', () => {
    expect(readOne({ value: [resize] })).toEqual({
      source: 'azure-advisor',
      key: idOf('r-1', vm).toLowerCase(),
      title: 'Make the machine smaller: web-1, from Standard_D4s_v3 to Standard_D2s_v3',
      description:
        'The machine is hardly used. Make the machine smaller. ' +
        'Resource: Microsoft.Compute/virtualMachines web-1. Where: resource group RG-Shop, subscription s-1. ' +
        'Change from Standard_D4s_v3 to Standard_D2s_v3. Impact as Azure sees it: High.',
      resource: vm,
      account: 's-1',
      category: 'Rightsizing',
      effort: null,
      saving: { amount: 47.5, currency: 'EUR' },
      project: null,
      raw: resize,
    })
  })

  test('is the same one when Azure writes its id in other letters', () => {
    expect(readOne({ ...resize, id: resize.id.toUpperCase() }).key).toBe(readOne(resize).key)
  })

  test('without an amount has no saving, but is a recommendation', () => {
    const none = { savingsAmount: null, annualSavingsAmount: '' }
    expect(readOne(changed(none)).saving).toBeNull()
    expect(
      readOne({ ...resize, properties: { ...resize.properties, extendedProperties: null } }).saving,
    ).toBeNull()
  })

  test.each([
    [{ annualSavingsAmount: undefined }, 47.5],
    [{ savingsAmount: undefined }, 47.5],
    [{ savingsAmount: '0', annualSavingsAmount: '6' }, 0.5],
    [{ savingsAmount: 12 }, 12],
  ])('with %o saves %d a month', (amounts, amount) => {
    expect(readOne(changed(amounts)).saving?.amount).toBe(amount)
  })

  test('that saves nothing is skipped with the reason', () => {
    const { findings, skipped } = read(changed({ savingsAmount: '0', annualSavingsAmount: '0' }))
    expect(findings).toEqual([])
    expect(skipped).toEqual([{ key: resize.id, because: 'It promises no saving.' }])
  })

  test('that somebody has postponed or dismissed is skipped with the reason', () => {
    expect(read(changed({}, { suppressionIds: ['x'] })).skipped[0]?.because).toContain(
      'postponed or dismissed',
    )
    expect(read(changed({}, { suppressionIds: [] })).findings).toHaveLength(1)
  })

  test('of another category is skipped, however odd the rest of it is', () => {
    const security = { id: idOf('r-2'), properties: { category: 'Security', extendedProperties: 'odd' } }
    expect(read({ value: [security, resize] })).toMatchObject({
      findings: [{ key: idOf('r-1', vm).toLowerCase() }],
      skipped: [{ key: idOf('r-2'), because: 'It is not about cost but Security.' }],
    })
  })

  test('takes only the first sentence into its title, and needs no words of Azure at all', () => {
    const long = { shortDescription: { problem: 'A disk is unused. Do you need it?', solution: null } }
    expect(readOne(changed({ targetSku: null }, long))).toMatchObject({
      title: 'A disk is unused: web-1',
      category: 'Unused resource',
    })
    const bare = { id: idOf('r-3', vm), type: resize.type, properties: { category: 'Cost' } }
    expect(readOne(bare)).toMatchObject({
      title: 'Lower the cost',
      resource: vm,
      account: 's-1',
      category: 'Cost',
    })
    expect(readOne(bare).description.length).toBeGreaterThanOrEqual(16)
  })
})

describe('Terms and look-backs of one saving', () => {
  test('become one recommendation: the longest look-back, and of that the shortest commitment', () => {
    const { findings, skipped } = read({ value: forms })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({
      title: 'Reserve the machine: Standard_B4ms in westeurope, 1 year',
      saving: { amount: 42, currency: 'USD' },
      category: 'Commitment',
    })
    expect(skipped).toHaveLength(5)
  })

  test('are named in the description of the one that was taken, and skipped with the reason', () => {
    const { findings, skipped } = read({ value: forms })
    expect(findings[0]?.description).toContain(
      'not to be added: 3 years, look-back 60 days, 72.00 USD a month;',
    )
    const because = skipped.find(({ key }) => key.endsWith('p3y-60'))?.because
    expect(because).toContain('another form (3 years, look-back 60 days, 72.00 USD a month)')
    expect(because).toContain('the longest look-back, then the shortest commitment, was taken')
  })

  test('give the same recommendation in whatever order they come', () => {
    const [expected] = read({ value: forms }).findings
    fc.assert(
      fc.property(fc.shuffledSubarray(forms, { minLength: forms.length }), (value) => {
        const { findings } = read({ value })
        expect(findings).toHaveLength(1)
        expect(findings[0]).toMatchObject({ key: expected?.key, saving: expected?.saving })
      }),
    )
  })

  test('stay the same recommendation when a later document has only some of them, or one alone', () => {
    const key = read({ value: forms }).findings[0]?.key
    fc.assert(
      fc.property(fc.subarray(forms, { minLength: 1 }), (value) => {
        expect(read({ value }).findings.map((finding) => finding.key)).toEqual([key])
      }),
    )
    for (const form of forms) expect(readOne(form).key).toBe(key)
  })

  test('of different machine sizes are different savings', () => {
    const other = reservation('other', { term: 'P1Y', lookBack: '60', month: 5, sku: 'Standard_D2s_v3' })
    expect(read({ value: [...forms, other] }).findings.map(({ saving }) => saving?.amount)).toEqual([42, 5])
  })

  test('that promise nothing are not chosen', () => {
    const empty = reservation('empty', { term: 'P1Y', lookBack: '90', month: 0 })
    expect(read({ value: [empty, ...forms] }).findings[0]?.saving?.amount).toBe(42)
  })

  test('are not alternatives to themselves when a page came twice', () => {
    const [form] = forms
    const { findings, skipped } = read({ value: [form, form] })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.description).not.toContain('Other forms')
    expect(skipped).toEqual([])
  })
})

describe('A document of Azure', () => {
  test('is told by its value, or by the id or type of a single one or of one in a bare list', () => {
    for (const document of [{ value: [] }, { value: [resize], nextLink: null }, resize, [resize]])
      expect(formatOf(document)).toBe('Azure Advisor')
  })

  const refused: [string, string, unknown][] = [
    ['value.1', 'an object', { value: [resize, 1] }],
    ['value.0.id', 'the resource id', { value: [{ ...resize, id: null }] }],
    ['value.0.properties', 'the properties', { value: [{ id: idOf('x') }] }],
    ['value.0.properties.category', 'like Cost', { value: [{ id: idOf('x'), properties: {} }] }],
    ['value.0.properties.impact', 'a text', { value: [changed({}, { impact: 3 })] }],
    ['properties.extendedProperties.savingsAmount', 'a number', changed({ savingsAmount: '1,234' })],
    [
      'value.1.properties.extendedProperties.savingsCurrency',
      'three capital letters',
      { value: [resize, changed({ savingsCurrency: undefined })] },
    ],
  ]

  test.each(refused)('is refused where %s is not %s', (path, message, document) => {
    expect(refusalOf(document)).toEqual({ path, message: expect.stringContaining(message) })
  })
})
