import { expect, test } from 'vitest'
import type { HubField, TrackerField } from '../../../api/instances.ts'
import { bodyOf, check, emptyMapping, fallbackOf, namesOf, shownValue } from './values.ts'

const field = (id: string, name: string, kind: TrackerField['kind'] = 'option'): TrackerField => ({
  id,
  name,
  kind,
  custom: true,
})
const fields = [
  field('1', 'Severity'),
  field('2', 'Severity', 'text'),
  field('3', 'Impact'),
  field('4', 'Votes', null),
]
const priority: HubField = { name: 'priority', title: 'Priority', kind: 'option', comesBack: true }
const typed = { ...emptyMapping, hubField: 'priority', fieldName: 'Impact' }

test('C45 · a field is named; CX23 · where several have the name, its id is asked for and sent', () => {
  expect(check(typed, fields)).toEqual({})
  expect(bodyOf(typed, priority, fields)).toMatchObject({ fieldName: 'Impact' })
  const ambiguous = { ...typed, fieldName: ' Severity ' }
  expect(Object.keys(check(ambiguous, fields))).toEqual(['fieldId'])
  const chosen = { ...ambiguous, fieldId: '2' }
  expect(check(chosen, fields)).toEqual({})
  expect(bodyOf(chosen, priority, fields)).toMatchObject({ fieldId: '2' })
  expect(bodyOf(chosen, priority, fields)).not.toHaveProperty('fieldName')
})

test('an id that was chosen for another name is not sent', () => {
  expect(bodyOf({ ...typed, fieldId: '2' }, priority, fields)).toMatchObject({ fieldName: 'Impact' })
})

test('names are suggested once, and only those that can be mapped', () => {
  expect(namesOf(fields)).toEqual(['Impact', 'Severity'])
})

test('CX8 · a default has the form of its kind', () => {
  expect(fallbackOf('number', { ...typed, fallback: ' 12 ' })).toBe(12)
  expect(fallbackOf('cascading', { ...typed, fallback: 'Europe > France' })).toEqual(['Europe', 'France'])
  expect(fallbackOf('options', { ...typed, fallbackNames: ['A', 'B'] })).toEqual(['A', 'B'])
  expect(fallbackOf('text', typed)).toBeNull()
  expect(shownValue(['A', 'B'], ', ')).toBe('A, B')
})

test('half a pair is said, an empty one is left out', () => {
  const pairs = [
    { here: '', there: '' },
    { here: 'high', there: '' },
  ]
  expect(Object.keys(check({ ...typed, pairs }, fields))).toEqual(['pairs.1.there'])
  expect(bodyOf({ ...typed, pairs: pairs.slice(0, 1) }, priority, fields).valuePairs).toEqual([])
})

test('C44 · a ticket type needs both sides', () => {
  const kind = 'Ticket Type' as const
  expect(Object.keys(check({ ...emptyMapping, mappingType: kind }, fields))).toEqual(['typeId', 'issueType'])
})
