import { expect, test } from 'vitest'
import { exact } from '../../ui/relative-time.ts'
import { differences } from './differences.ts'
import { actionInWords } from './words.ts'

test('An action is told in words, also one that is not known here', () => {
  expect(actionInWords('connection.settings-changed')).toBe('Ticket provider: settings changed')
  expect(actionInWords('two-factor.new-backup-codes')).toBe('Two-factor: new backup codes')
  expect(actionInWords('ticket-types.added')).toBe('Ticket types: added')
})

test('Of two states only what differs is told, as it was and as it is', () => {
  expect(
    differences(
      { role: 'agent', name: 'Ada', expiresAt: '2026-01-01' },
      { role: 'viewer', name: 'Ada', on: true },
    ),
  ).toEqual([
    { name: 'role', before: 'agent', after: 'viewer' },
    { name: 'expires at', before: '2026-01-01', after: undefined },
    { name: 'on', before: undefined, after: 'yes' },
  ])
})

test('A moment is told as everywhere in the pages', () => {
  const at = '2026-11-29T22:19:23.731Z'
  expect(differences(null, { at })[0]?.after).toBe(exact(new Date(at)))
})

test('What came anew or went has one side, and values are for reading', () => {
  expect(differences(null, null)).toEqual([])
  expect(differences(null, { scopes: ['admin', 'alarms:read'], empty: [], at: null, of: { a: 1 } })).toEqual([
    { name: 'scopes', before: undefined, after: 'admin, alarms:read' },
    { name: 'empty', before: undefined, after: 'none' },
    { name: 'at', before: undefined, after: 'none' },
    { name: 'of', before: undefined, after: '{"a":1}' },
  ])
})
