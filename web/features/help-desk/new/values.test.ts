import { expect, test } from 'vitest'
import { bodyOf, check, formErrors, startingValues } from './values.ts'

const good = { ...startingValues, title: ' Cannot sign in ' }
const field = { id: 'f1', name: 'Seats', kind: 'number' as const, options: [], position: 1 }

test('only what somebody said is sent', () => {
  expect(bodyOf(good, [field])).toEqual({ title: 'Cannot sign in', description: '', priority: 'medium' })
})

test('a version goes only with its product, and own fields under their ids', () => {
  const version = { id: 'v1', name: '1.0' }
  expect(bodyOf({ ...good, version }, [])).not.toHaveProperty('versionId')
  const product = { id: 'p1', name: 'Portal' }
  expect(bodyOf({ ...good, product, version, fields: { f1: '12' } }, [field])).toMatchObject({
    productId: 'p1',
    versionId: 'v1',
    fields: { f1: 12 },
  })
})

test('a title is needed, and none is cut', () => {
  expect(check(startingValues).title).toBe('Needed')
  expect(check({ ...good, title: 'x'.repeat(256) }).title).toContain('1 fewer')
  expect(check(good)).toEqual({ title: null, description: null })
})

test('what the hub says of a choice stands at that choice', () => {
  expect(formErrors({ versionId: 'a version', 'fields.f1': 'a number' })).toEqual({
    version: 'a version',
    'fields.f1': 'a number',
  })
})
