import { expect, test } from 'vitest'
import { bodyOf, check, linesOf, valuesOf } from './values.ts'
import { kindOf, removalWords } from './words.ts'

const values = valuesOf(undefined)

test('each list is told only what it knows of', () => {
  const typed = { ...values, name: ' Router ', projectKey: ' net ', category: 'Closed' as const }
  expect(bodyOf('types', typed, true)).toEqual({ name: 'Router' })
  expect(bodyOf('statuses', typed, true)).toEqual({ name: 'Router', category: 'Closed' })
  expect(bodyOf('products', typed, true)).toEqual({ name: 'Router', projectKey: 'net', instanceId: null })
})

test('a field keeps its kind, so that only a new one names it', () => {
  const typed = { ...values, name: 'Area', kind: 'options' as const, options: ' Login \n\n Billing' }
  const options = ['Login', 'Billing']
  expect(bodyOf('fields', typed, true)).toEqual({ name: 'Area', kind: 'options', options })
  expect(bodyOf('fields', typed, false)).toEqual({ name: 'Area', options })
  expect(bodyOf('fields', { ...typed, kind: 'text' }, true)).toEqual({ name: 'Area', kind: 'text' })
})

test('a name is always needed, options where there must be some', () => {
  expect(Object.keys(check('types', values))).toEqual(['name'])
  expect(Object.keys(check('fields', { ...values, name: 'Area', kind: 'option' }))).toEqual(['options'])
  expect(check('fields', { ...values, name: 'Area' })).toEqual({})
})

test('lines and options are the same thing', () => {
  const entry = { id: 'f1', name: 'Area', kind: 'options' as const, options: ['A', 'B > C'] }
  expect(linesOf(valuesOf(entry).options)).toEqual(entry.options)
})

test('removing says in numbers what stays', () => {
  expect(removalWords('types', 0)).toMatch(/^No ticket has it/)
  expect(removalWords('types', 1)).toMatch(/^1 ticket has it and keeps it/)
  expect(removalWords('action-types', 1_200)).toMatch(/^1,200 actions have it and keep it/)
})

test('the versions of any product are one kind of list', () => {
  expect(kindOf('products/p1/versions')).toBe('versions')
  expect(kindOf('products')).toBe('products')
})
