import { expect, test } from 'vitest'
import type { Instance, InstanceSettings } from '../../../api/instances.ts'
import { bodyOf, check, valuesOf } from './values.ts'

const settings: InstanceSettings = {
  defaultProjectKey: 'INFRA',
  alwaysDefault: false,
  actionTypeId: null,
  updateTicketStatus: true,
  defaultStatusId: null,
  includeNonRequired: true,
  typeIds: null,
  commentTypeId: null,
  commentsArePublic: false,
  pushInternal: false,
  amongTickets: false,
  amongCustomers: false,
  files: false,
}
const instance = { name: 'Labs', primary: false, settings } as Instance
const types = [{ id: 't1' }, { id: 't2' }]

test('what is shown and not changed is saved as it was', () => {
  for (const changes of [{}, { typeIds: ['t1'] }, { amongTickets: true, amongCustomers: true }]) {
    const known = { ...instance, settings: { ...settings, ...changes } }
    expect(bodyOf(valuesOf(known, types), instance).settings).toEqual(known.settings)
  }
})

test('C24 · the name of “Default” is never sent', () => {
  expect(bodyOf(valuesOf(instance, types), { primary: true })).not.toHaveProperty('name')
  expect(bodyOf(valuesOf(instance, types), { primary: false })).toMatchObject({ name: 'Labs' })
})

test('CX4 · “always” without a key is said beside the key', () => {
  const values = { ...valuesOf(instance, types), alwaysDefault: true, defaultProjectKey: ' ' }
  expect(Object.keys(check(values))).toEqual(['defaultProjectKey'])
})

test('C37 · without all types at least one is chosen; a removed one is no choice', () => {
  const known = { ...instance, settings: { ...settings, typeIds: ['gone'] } }
  expect(valuesOf(known, types).typeIds).toEqual([])
  expect(Object.keys(check(valuesOf(known, types)))).toEqual(['typeIds'])
})

test('CX10 · other customers are never allowed by a switch that cannot be seen', () => {
  const values = { ...valuesOf(instance, types), amongCustomers: true }
  expect(bodyOf(values, instance).settings).toMatchObject({ amongCustomers: false })
})
