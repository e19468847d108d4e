import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  codePoints,
  descriptionLimits,
  factsOf,
  prefillOf,
  shorten,
  type DescribedFinding,
} from './describe.ts'

const disk: DescribedFinding = {
  title: 'Delete the idle disk db-1',
  description: 'The disk db-1 has not been attached for 30 days.',
  resource: '/subscriptions/1/disks/db-1',
  account: '1',
  category: 'Unused resource',
  effort: 'low',
  saving: 1234.5,
  currency: 'EUR',
  source: 'azure-advisor',
}

/** Any text at all, with what is rare in practice made frequent: spaces, line ends, emoji. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\u00A0', '😀', '👩‍👩‍👧‍👦', '.'), maxLength: 600 }),
)
const orNull = fc.option(anyText)
const anyFinding: fc.Arbitrary<DescribedFinding> = fc.record({
  title: anyText,
  description: anyText,
  resource: orNull,
  account: orNull,
  category: orNull,
  effort: orNull,
  saving: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  currency: fc.option(fc.constantFrom('EUR', 'USD', 'JPY', 'XTS')),
  source: anyText,
})

describe('Lengths', () => {
  test('AX3 · characters are counted as Unicode code points', () => {
    expect(codePoints('abc')).toBe(3)
    expect(codePoints('😀😀')).toBe(2)
    expect(codePoints('é')).toBe(1)
    expect(codePoints('👩‍👧')).toBe(3)
  })

  test('AX3 · a text within the limit is left as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(shorten(text, Math.max(1, codePoints(text)))).toEqual({ text, shortened: false })
      }),
    )
  })

  test('AX3 · a longer text becomes its own beginning and an ellipsis, never longer than the limit', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 300 }), (text, max) => {
        const short = shorten(text, max)
        expect(codePoints(short.text)).toBeLessThanOrEqual(max)
        expect(short.shortened).toBe(codePoints(text) > max)
        if (!short.shortened) return
        expect(short.text.endsWith('…')).toBe(true)
        expect(text.startsWith(short.text.slice(0, -1))).toBe(true)
      }),
    )
  })

  test('AX3 · no emoji is cut in half', () => {
    expect(shorten('😀'.repeat(20), 8)).toEqual({ text: `${'😀'.repeat(7)}…`, shortened: true })
  })

  test('AX3 · a text is cut between words if one ends near enough', () => {
    expect(shorten('Resize the database server', 20).text).toBe('Resize the database…')
    expect(shorten('Resize incomprehensibilities', 20).text).toBe('Resize incomprehens…')
  })
})

describe('Facts', () => {
  test('A49 · the facts of a recommendation are its saving, resource, account, category, effort and source', () => {
    expect(factsOf(disk)).toEqual([
      { label: 'Estimated monthly saving', value: '€1,234.50' },
      { label: 'Resource', value: '/subscriptions/1/disks/db-1' },
      { label: 'Account', value: '1' },
      { label: 'Category', value: 'Unused resource' },
      { label: 'Effort', value: 'low' },
      { label: 'Found by', value: 'azure-advisor' },
    ])
  })

  test('A fact that is not known has no line; a saving without its currency is not one', () => {
    const bare = { ...disk, resource: null, account: null, category: '', effort: null, currency: null }
    expect(factsOf(bare)).toEqual([{ label: 'Found by', value: 'azure-advisor' }])
  })
})

describe('Pre-filled form', () => {
  test('A49 · the form starts with the recommendation’s title on one line and its description', () => {
    expect(prefillOf({ ...disk, title: ' Delete\nthe disk ' })).toEqual({
      title: 'Delete the disk',
      description: disk.description,
      shortened: false,
    })
  })

  test('AX3 · too long a description is shortened to 255, and says so', () => {
    const prefill = prefillOf({ ...disk, description: 'disk '.repeat(100) })
    expect(prefill.shortened).toBe(true)
    expect(codePoints(prefill.description)).toBeLessThanOrEqual(descriptionLimits.max)
  })

  test('AX3 · too short a description is filled up with the facts', () => {
    const { description } = prefillOf({ ...disk, description: 'Idle' })
    expect(description).toMatch(/^Idle\. Estimated monthly saving: €1,234\.50\. Resource: /u)
    expect(prefillOf({ ...disk, description: '' }).description).toMatch(/^Delete the idle disk db-1\. Est/u)
  })

  test('AX3 · a recommendation with next to no words still fills the form', () => {
    const bare = { ...disk, resource: null, account: null, category: null, effort: null, saving: null }
    expect(prefillOf({ ...bare, title: 'x', description: '', source: 'a' }).description).toBe(
      'What was found: x. Found by: a',
    )
  })

  test('AX3 · a description of mostly spaces is not shortened to nothing', () => {
    expect(prefillOf({ ...disk, description: `a${' '.repeat(300)}b` }).description).toMatch(/^a b\. Est/u)
  })

  test('A48 · whatever the recommendation, the form starts with 16 to 255 characters, trimmed', () => {
    fc.assert(
      fc.property(anyFinding, (finding) => {
        const { title, description } = prefillOf(finding)
        expect(description).toBe(description.trim())
        expect(codePoints(description)).toBeGreaterThanOrEqual(descriptionLimits.min)
        expect(codePoints(description)).toBeLessThanOrEqual(descriptionLimits.max)
        expect(title).not.toMatch(/\n|^\s|\s$/u)
      }),
      { numRuns: 500 },
    )
  })
})
