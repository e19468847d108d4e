import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFieldValue, expected, levelsOf, saidValue, type FieldRule } from './check-field-value.ts'
import { fieldKinds } from './field-value.ts'

const rule = (kind: FieldRule['kind'], options: string[] = []): FieldRule => ({ kind, options })
const colours = ['Red', 'Dark blue', 'Green']
const places = ['Europe > France', 'Europe > Spain', 'Asia > Japan', 'Moon']

test.each([
  ['text', ' Hello ', 'Hello'],
  ['paragraph', 'One\nTwo', 'One\nTwo'],
  ['number', 1.5, 1.5],
  ['number', ' -12 ', -12],
  ['number', '1e3', 1000],
  ['number', 0, 0],
  ['date', '2024-02-29', '2024-02-29'],
  ['option', ' dark BLUE', 'Dark blue'],
  ['options', ['green', 'Red', 'GREEN'], ['Green', 'Red']],
  ['options', 'red', ['Red']],
  ['user', 'ada@example.com', 'ada@example.com'],
] as const)('C43 · a %s takes %j as %j', (kind, given, value) => {
  expect(checkFieldValue(rule(kind, colours), given)).toEqual({ value })
})

test.each([
  ['europe > SPAIN', ['Europe', 'Spain']],
  [
    ['Asia', 'japan'],
    ['Asia', 'Japan'],
  ],
  [['Asia'], ['Asia']],
  ['moon', ['Moon']],
])('C43 · a cascading field takes %j as %j', (given, value) => {
  expect(checkFieldValue(rule('cascading', places), given)).toEqual({ value })
})

test.each([
  ['text', 'One\nTwo'],
  ['text', 'x'.repeat(1_001)],
  ['text', 7],
  ['text', ['a']],
  ['text', {}],
  ['paragraph', 'x'.repeat(32_001)],
  ['paragraph', true],
  ['number', 'twelve'],
  ['number', '1,5'],
  ['number', '0x10'],
  ['number', 'Infinity'],
  ['number', '1e999'],
  ['number', Number.NaN],
  ['number', [1]],
  ['date', '2026-02-29'],
  ['date', '2026-13-01'],
  ['date', '0000-01-01'],
  ['date', '31.01.2026'],
  ['date', '2026-01-31T00:00:00Z'],
  ['date', 20_260_131],
  ['option', 'Purple'],
  ['option', ['Red']],
  ['options', ['Red', 'Purple']],
  ['options', [7]],
  ['options', {}],
  ['user', 'x'.repeat(321)],
  ['user', 'a\nb'],
] as const)('C43 · a %s refuses %j and says what would be right', (kind, given) => {
  const field = rule(kind, colours)
  expect(checkFieldValue(field, given)).toEqual({ problem: expected(field) })
})

test.each([['Europe > Japan'], [['Europe', 'Spain', 'Madrid']], ['Mars'], [[7]], [7], [{}], [['', 'Spain']]])(
  'C43 · a cascading field refuses %j',
  (given) => {
    const field = rule('cascading', places)
    expect(checkFieldValue(field, given)).toEqual({ problem: expected(field) })
  },
)

test('Many options are told in part, with how many there are', () => {
  const many = Array.from({ length: 30 }, (_, place) => `Option ${place}`)
  expect(expected(rule('option', many))).toContain('“Option 19” … (30 in all)')
})

test('A value reads as people write it', () => {
  expect(saidValue('cascading', ['Europe', 'Spain'])).toBe('Europe > Spain')
  expect(saidValue('options', ['Red', 'Green'])).toBe('Red, Green')
  expect([saidValue('number', 0), saidValue('text', null)]).toEqual(['0', ''])
})

const anyRule = fc.record({
  kind: fc.constantFrom(...fieldKinds),
  options: fc.constantFrom(colours, places, []),
})
const anything = fc.oneof(
  fc.anything(),
  fc.constantFrom(...colours, ...places, '2026-01-31', '7'),
  fc.array(fc.constantFrom(...colours, 'Europe', 'Spain')),
)

test('Whatever a field is given, it is kept or refused in words, and nothing is thrown', () => {
  fc.assert(
    fc.property(anyRule, anything, (field, given) => {
      const checked = checkFieldValue(field, given)
      if ('problem' in checked) expect(checked.problem).toBe(expected(field))
      else expect(() => JSON.stringify(checked.value)).not.toThrow()
    }),
  )
})

test('A kept value is kept as it is when it is given again', () => {
  fc.assert(
    fc.property(anyRule, anything, (field, given) => {
      const checked = checkFieldValue(field, given)
      if ('value' in checked) expect(checkFieldValue(field, checked.value)).toEqual(checked)
    }),
  )
})

test('Only the field’s own options are ever kept', () => {
  const choosing = fc.constantFrom('option', 'options', 'cascading' as const)
  fc.assert(
    fc.property(choosing, anything, (kind, given) => {
      const options = kind === 'cascading' ? places : colours
      const checked = checkFieldValue(rule(kind, options), given)
      if ('problem' in checked || checked.value === null) return
      const kept = [checked.value].flat().map(String)
      const allowed = kind === 'cascading' ? options.flatMap(levelsOf) : options
      expect(allowed).toEqual(expect.arrayContaining(kept))
    }),
  )
})
