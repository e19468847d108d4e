import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { efforts } from './own-form.ts'
import { formatOf, read, readOne, refusalOf } from './testing/read.ts'

const minimal = { key: 'idle-1', title: 'Delete the idle disk' }
const text = (maxLength: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter((value) => value.trim() !== '')

const own = fc.record(
  {
    key: text(100),
    title: text(100),
    source: text(50),
    description: text(300),
    resource: text(100),
    account: text(50),
    project: text(20),
    category: text(20),
    effort: fc.constantFrom(...efforts),
    monthlySaving: fc.record({
      amount: fc.double({ min: 0, max: 1e12, noNaN: true }),
      currency: fc.constantFrom('EUR', 'USD', 'JPY'),
    }),
    raw: fc.jsonValue().filter((value) => value !== null && !/\\u|\0/u.test(JSON.stringify(value))),
  },
  { requiredKeys: ['key', 'title'] },
)

describe('A recommendation in the hub’s own form', () => {
  test('needs a key and a title; its source is then the API', () => {
    expect(readOne(minimal)).toEqual({
      source: 'api',
      key: 'idle-1',
      title: 'Delete the idle disk',
      description: '',
      resource: null,
      account: null,
      category: null,
      effort: null,
      saving: null,
      project: null,
      raw: minimal,
    })
  })

  test('is read member by member, trimmed, whatever it holds', () => {
    fc.assert(
      fc.property(own, (item) => {
        const finding = readOne(item)
        expect(finding).toMatchObject({
          source: item.source?.trim() ?? 'api',
          key: item.key.trim(),
          title: item.title.trim(),
          description: item.description?.trim() ?? '',
          resource: item.resource?.trim() ?? null,
          account: item.account?.trim() ?? null,
          project: item.project?.trim() ?? null,
          category: item.category?.trim() ?? null,
          effort: item.effort ?? null,
          saving: item.monthlySaving ?? null,
        })
        expect(finding.raw).toEqual(item.raw ?? item)
      }),
    )
  })

  test('comes alone, in a list, or in a list under “recommendations”', () => {
    const alone = readOne(minimal)
    expect(readOne([minimal])).toEqual(alone)
    expect(readOne({ recommendations: [minimal] })).toEqual(alone)
    expect(read({ recommendations: [] })).toEqual({ findings: [], skipped: [] })
    expect(read([])).toEqual({ findings: [], skipped: [] })
  })

  test('is never mistaken for a vendor’s, not even with a vendor’s document as its raw one', () => {
    const raw = { name: 'x', primaryImpact: {}, recommendationId: '1', properties: {}, items: [], value: [] }
    fc.assert(
      fc.property(fc.array(own, { minLength: 1, maxLength: 5 }), (items) => {
        for (const document of [items, { recommendations: items }, items[0]])
          expect(formatOf(document)).toBe('Crosstie')
      }),
    )
    expect(formatOf({ recommendations: [{ ...minimal, raw }] })).toBe('Crosstie')
  })
})

describe('A document that cannot be read', () => {
  test.each([
    ['body', 'text'],
    ['body', null],
    ['key', {}],
    ['title', { ...minimal, title: ' ' }],
    ['1.key', [minimal, { ...minimal, key: 7 }]],
    ['recommendations.2.effort', { recommendations: [minimal, minimal, { ...minimal, effort: 'tiny' }] }],
    ['monthlySaving.amount', { ...minimal, monthlySaving: { amount: -1, currency: 'EUR' } }],
    ['monthlySaving.currency', { ...minimal, monthlySaving: { amount: 1, currency: 'eur' } }],
    ['0', [null]],
  ])('is refused at %s, the first thing that is wrong', (path, document) => {
    const refusal = refusalOf(document)
    expect(refusal.path).toBe(path)
    expect(refusal.message).not.toBe('')
  })

  test('an unknown member is named, for it is more likely misspelt than meant', () => {
    expect(refusalOf({ ...minimal, titel: 'x' })).toEqual({
      path: 'body',
      message: expect.stringContaining('titel'),
    })
  })
})
