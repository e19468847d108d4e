import { expect, test } from 'vitest'
import { misfit, unfilled, type NeededField } from './needed-field.ts'

const team: NeededField = {
  id: 'customfield_1',
  name: 'Team',
  type: 'option',
  options: [{ value: '7', label: 'Blue' }],
}
const text: NeededField = { id: 'customfield_2', name: 'Cost centre', type: 'text' }

test('A field without a value, or with an empty one, is unfilled', () => {
  const filled = [
    { id: 'customfield_1', name: 'Team', type: 'option' as const, value: '7' },
    { id: 'customfield_2', name: 'Cost centre', type: 'text' as const, value: ' ' },
  ]
  expect(unfilled([team, text], filled)).toEqual([text])
})

test.each([
  [team, '7', undefined],
  [team, '8', 'one of Blue'],
  [text, '  ', 'a value for Cost centre'],
  [text, 'CC-1', undefined],
  [{ ...text, type: 'number' as const }, '2.5', undefined],
  [{ ...text, type: 'number' as const }, 'two', 'a number, such as 3 or 2.5'],
  [{ ...text, type: 'date' as const }, '2026-01-31', undefined],
  [{ ...text, type: 'date' as const }, '2026-02-31', 'a date such as 2026-01-31'],
  [{ ...text, type: 'date' as const }, '31.1.2026', 'a date such as 2026-01-31'],
])('%j with “%s” says what would be right', (need, value, message) => {
  expect(misfit(need, value)).toBe(message)
})
