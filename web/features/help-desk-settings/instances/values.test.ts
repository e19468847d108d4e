import { expect, test } from 'vitest'
import type { Instance, InstanceSettings } from '../../../api/instances.ts'
import { bodyOf, check, valuesOf, type InstanceValues } from './values.ts'

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

const before = valuesOf(instance, types)
const saved = (values: Partial<InstanceValues>) =>
  bodyOf({ ...before, ...values }, { primary: false, before })

test('only what was changed is sent: what somebody else saves meanwhile stays', () => {
  expect(saved({})).toEqual({ settings: {} })
  expect(saved({ files: true })).toEqual({ settings: { files: true } })
  expect(saved({ allTypes: false, typeIds: ['t1'] }).settings).toEqual({ typeIds: ['t1'] })
  expect(saved({ amongTickets: true, amongCustomers: true }).settings).toEqual({
    amongTickets: true,
    amongCustomers: true,
  })
})

test('C24 · the name of “Default” is never sent', () => {
  const renamed = { ...before, name: ' Lab ' }
  expect(bodyOf(renamed, { primary: true, before })).not.toHaveProperty('name')
  expect(bodyOf(renamed, { primary: false, before })).toMatchObject({ name: 'Lab' })
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
  expect(saved({ amongCustomers: true }).settings).toEqual({})
  const both = { ...before, amongTickets: true, amongCustomers: true }
  const off = bodyOf({ ...both, amongTickets: false }, { primary: false, before: both })
  expect(off.settings).toEqual({ amongTickets: false, amongCustomers: false })
})
