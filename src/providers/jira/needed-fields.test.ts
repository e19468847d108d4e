import { expect, test } from 'vitest'
import { neededFields, wireFieldsOf } from './needed-fields.ts'
import type { WireField } from './wire.ts'

const field = (more: Partial<WireField>): WireField => ({
  fieldId: 'customfield_1',
  name: 'Team',
  required: true,
  ...more,
})
const none = { components: false }

test.each([
  ['a text', { schema: { type: 'string' } }, 'text'],
  [
    'a text of several lines',
    { schema: { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' } },
    'paragraph',
  ],
  ['a number', { schema: { type: 'number' } }, 'number'],
  ['a date', { schema: { type: 'date' } }, 'date'],
  ['an option', { schema: { type: 'option' }, allowedValues: [{ id: '7', value: 'Blue' }] }, 'option'],
])('A74 · %s can be asked for', (_, more, type) => {
  const { needs, unfillable } = neededFields([field(more)], none)
  expect(needs).toMatchObject([{ id: 'customfield_1', name: 'Team', type }])
  expect(unfillable).toEqual([])
})

test.each([
  { schema: { type: 'user' } },
  { schema: { type: 'option-with-child' }, allowedValues: [{ id: '7', value: 'Blue' }] },
  { schema: { type: 'array' } },
  {},
])('A field that the hub cannot fill is named: %j', (more) => {
  expect(neededFields([field(more)], none)).toEqual({ needs: [], unfillable: ['Team'] })
})

test.each([
  field({ required: false, schema: { type: 'string' } }),
  field({ hasDefaultValue: true, schema: { type: 'string' } }),
  field({ fieldId: 'summary', schema: { type: 'string' } }),
])('A field that is optional, has a default or is sent anyway is not needed', (optional) => {
  expect(neededFields([optional], none).needs).toEqual([])
})

test('A component is needed only where the route has none', () => {
  const components = field({
    fieldId: 'components',
    schema: { type: 'array' },
    allowedValues: [{ id: '1', name: 'Disk' }],
  })
  expect(neededFields([components], { components: true }).needs).toEqual([])
  const [need] = neededFields([components], none).needs
  expect(need?.options).toEqual([{ value: '[{"id":"1"}]', label: 'Disk' }])
})

test('Values are sent in the form that Jira wants', () => {
  const base = { name: 'Any' }
  expect(
    wireFieldsOf([
      { ...base, id: 'a', type: 'text', value: 'CC-1' },
      { ...base, id: 'b', type: 'number', value: '2.5' },
      { ...base, id: 'c', type: 'date', value: '2026-01-31' },
      { ...base, id: 'd', type: 'option', value: '{"id":"7"}' },
    ]),
  ).toEqual({ a: 'CC-1', b: 2.5, c: '2026-01-31', d: { id: '7' } })
})
