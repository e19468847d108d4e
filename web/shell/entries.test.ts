import { expect, test } from 'vitest'
import { entriesFor } from './entries.ts'

test('entries that are not allowed are absent, and so is a section without any', () => {
  const sections = entriesFor({ rights: ['tickets:read'] })
  expect(sections.map(({ title }) => title)).toEqual(['Work', 'Watch'])
  expect(sections[0]?.entries.map(({ label }) => label)).toEqual(['Tickets'])
})

test('A22 · the set-up page has its exact address', () => {
  const entries = entriesFor({ rights: ['connections:read'] }).flatMap((section) => section.entries)
  expect(entries.map(({ to }) => to)).toEqual(['/workspace/adminsettings/ticket-providers'])
})

test('B10, B37 · the debug page has an entry only while it is switched on', () => {
  const labels = (queueShown: boolean) =>
    entriesFor({ rights: ['connections:read'], queueShown }).flatMap(({ entries }) =>
      entries.map(({ label }) => label),
    )
  expect(labels(false)).not.toContain('Queue (debug)')
  expect(labels(true)).toContain('Queue (debug)')
})

test('The help desk stands under Work, for those who may read it', () => {
  const sections = entriesFor({ rights: ['help-desk:read'] })
  expect(sections).toMatchObject([{ title: 'Work', entries: [{ to: '/help-desk', label: 'Help desk' }] }])
})

test('DX27 · diagnostics stand under Work, and operators under Admin Settings for those who manage them', () => {
  expect(entriesFor({ rights: ['diagnostics:read', 'operators:read'] })).toMatchObject([
    { title: 'Work', entries: [{ to: '/diagnostics', label: 'Diagnostics' }] },
    { title: 'Watch', entries: [{ to: '/notifications', label: 'Notifications' }] },
  ])
  expect(entriesFor({ rights: ['operators:manage'] })).toMatchObject([
    { title: 'Admin Settings', entries: [{ to: '/workspace/adminsettings/operators', label: 'Operators' }] },
  ])
})

test('Alarms stand under Work, for those who may read them', () => {
  const sections = entriesFor({ rights: ['alarms:read'] })
  expect(sections).toMatchObject([{ title: 'Work', entries: [{ to: '/alarms', label: 'Alarms' }] }])
})

test('C21 · the help desk’s settings stand under Admin Settings, for administrators', () => {
  const sections = entriesFor({ rights: ['help-desk:manage'] })
  expect(sections.map(({ title }) => title)).toEqual(['Admin Settings'])
  expect(sections[0]?.entries.map(({ label }) => label)).toEqual([
    'Integration: Jira',
    'Mappings',
    'Products and versions',
    'Help desk lists',
  ])
})

test('Members, Workspace and Audit stand under Admin Settings, each for those who have its right', () => {
  const labels = (rights: string[]) =>
    entriesFor({ rights }).flatMap(({ entries }) => entries.map(({ label }) => label))
  expect(labels(['members:manage', 'audit:read'])).toEqual(['Members', 'Audit'])
  expect(labels(['workspace:manage'])).toEqual(['Workspace'])
})
