import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asKind, isEmpty, valueToSend, valueToTake, type FieldMapping } from './field-mapping.ts'
import { fieldKinds, type FieldValue } from './field-value.ts'

const mapping = (changes: Partial<FieldMapping> = {}): FieldMapping => ({
  hubField: 'field:1',
  fieldId: 'customfield_1',
  fieldName: 'Impact',
  fieldKind: 'option',
  fieldShape: '',
  valuePairs: [],
  fallback: null,
  ...changes,
})
const field = { title: 'Severity', kind: 'option' as const, options: ['Low', 'High'] }

const value: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.constant(null),
)
const kind = fc.constantFrom(...fieldKinds)

describe('To the tracker', () => {
  test('C41 · an equal name is sent as it is', () => {
    const decided = valueToSend(mapping(), 'High', { options: ['High', 'Low'] })
    expect([decided.value, decided.reason.rule]).toEqual(['High', 'mapped field'])
  })

  test('C41, CX8 · a name without an equal becomes the mapping’s default, and the reason names what was set aside', () => {
    const decided = valueToSend(mapping({ fallback: 'Low' }), 'Awful', { options: ['High', 'Low'] })
    expect(decided).toMatchObject({ value: 'Low', reason: { fallback: true, setAside: ['Awful'] } })
  })

  test('CX8 · without a default nothing is sent, and the reason says so', () => {
    const decided = valueToSend(mapping(), 'Awful', { options: ['High'] })
    expect([decided.value, decided.reason.because]).toEqual([null, expect.stringContaining('no default')])
  })

  test('A pair says what a value is called there', () => {
    const pairs = mapping({ valuePairs: [{ here: 'Urgent', there: 'High' }] })
    expect(valueToSend(pairs, 'Urgent', { options: ['High'] }).value).toBe('High')
  })

  test('Whatever a ticket holds, what is sent fits the field, and there is always a reason', () => {
    fc.assert(
      fc.property(kind, value, value, (fieldKind, own, fallback) => {
        const decided = valueToSend(mapping({ fieldKind, fallback }), own)
        expect(decided.reason.because).not.toBe('')
        if (isEmpty(decided.value)) return
        expect(asKind(decided.value, fieldKind)).toEqual(decided.value)
      }),
    )
  })

  test('signs alone are no value', () => {
    expect(asKind('>', 'cascading')).toBeUndefined()
    expect(asKind('> Spain', 'cascading')).toEqual(['Spain'])
    expect(asKind('-0', 'number')).toBe(0)
  })

  test('Where the options are known, nothing else is ever sent', () => {
    const options = ['High', 'Low']
    fc.assert(
      fc.property(value, value, (own, fallback) => {
        const { value: sent } = valueToSend(mapping({ fallback }), own, { options })
        expect(sent === null || options.includes(String(sent))).toBe(true)
      }),
    )
  })
})

describe('From the tracker', () => {
  test('C6, C41 · an equal name is taken; another one becomes the default, else the ticket keeps what it has', () => {
    expect(valueToTake(mapping(), 'High', field).value).toBe('High')
    expect(valueToTake(mapping({ fallback: 'Low' }), 'Odd', field)).toMatchObject({
      value: 'Low',
      reason: { fallback: true },
    })
    expect(valueToTake(mapping(), 'Odd', field).value).toBeUndefined()
  })

  test('A value that is emptied there is emptied here', () => {
    expect(valueToTake(mapping({ fallback: 'Low' }), null, field).value).toBeNull()
  })

  test('What goes there and comes back is what it was, for every pair', () => {
    const pairs = mapping({ valuePairs: [{ here: 'High', there: 'P1' }] })
    fc.assert(
      fc.property(fc.constantFrom('High', 'Low'), (own) => {
        expect(valueToTake(pairs, valueToSend(pairs, own).value, field).value).toBe(own)
      }),
    )
  })
})
