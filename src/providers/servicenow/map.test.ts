import { describe, expect, test } from 'vitest'
import { mapStatus } from '../../domain/status.ts'
import { issueOf, statuses, statusIds } from './map.ts'
import { wireIncident } from './wire.ts'

const instance = 'https://acme.service-now.com'
const sysId = '26d1744d47603110d737cd9bd36d436b'
const incident = (fields: Record<string, unknown>) => wireIncident.parse({ sys_id: sysId, ...fields })
const statusOf = (value: string, display: string) =>
  issueOf(incident({ state: { value, display_value: display } }), instance).status

describe('A56 · a state', () => {
  test.each([
    ['New', 'New'],
    ['In Progress', 'Active'],
    ['work in progress ', 'Active'],
    ['Resolved', 'Resolved'],
    ['Closed', 'Closed'],
  ])('%s by name is %s', (name, category) => {
    expect(mapStatus({ name }, { provider: statuses }, 'New')).toMatchObject({
      value: category,
      mapped: true,
    })
  })

  test('AX12 · each category has its stored values, which are the same in every language', () => {
    expect(statusIds).toEqual({ New: ['1'], Active: ['2'], Resolved: ['6'], Closed: ['7'] })
    expect(statusOf('2', 'In Bearbeitung')).toEqual({ id: '2', name: 'In Bearbeitung' })
  })

  test.each([
    ['3', 'On Hold', 'Active'],
    ['8', 'Canceled', 'Closed'],
    ['-5', 'Pending', undefined],
  ])('AX10 · %s (%s) is in no table and suggests %s', (value, name, suggestion) => {
    const status = statusOf(value, name)
    expect(status?.suggestion).toBe(suggestion)
    expect(Object.values(statusIds).flat()).not.toContain(value)
    expect(Object.values(statuses).flat()).not.toContain(name)
  })
})

test('An incident of which ServiceNow says hardly anything is still an issue', () => {
  expect(issueOf(incident({ number: null, state: '' }), instance)).toEqual({
    id: sysId,
    key: sysId,
    url: `${instance}/nav_to.do?uri=incident.do%3Fsys_id%3D${sysId}`,
    title: '',
  })
})

test('The stored time counts, not the one in the user’s zone', () => {
  const times = { value: '2026-03-01 10:00:00', display_value: '2026-03-01 02:00:00' }
  expect(issueOf(incident({ sys_updated_on: times }), instance).updatedAt?.toISOString()).toBe(
    '2026-03-01T10:00:00.000Z',
  )
})

test('Two edits of one second are two versions', () => {
  const versionOf = (count: string) =>
    issueOf(incident({ sys_updated_on: '2026-03-01 10:00:00', sys_mod_count: count }), instance).version
  expect(versionOf('4')).not.toBe(versionOf('5'))
})

test('What is no sys_id is no incident', () => {
  expect(wireIncident.safeParse({ sys_id: 'INC0010001' }).success).toBe(false)
})
