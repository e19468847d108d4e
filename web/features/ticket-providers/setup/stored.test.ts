import { expect, test } from 'vitest'
import { connection } from '../../../testing/connection.ts'
import { field } from '../../../testing/field.ts'
import { isOtherHost, keptSecrets, savedOver } from './stored.ts'

const fields = [field('url', { type: 'url' }), field('token', { type: 'secret', secret: true })]
const stored = connection({ config: { url: 'https://a.example/' }, storedSecrets: ['token'] })

test('AX16 · a stored secret is kept only for the same host', () => {
  expect(keptSecrets(fields, { url: 'https://a.example/team' }, stored)).toEqual(['token'])
  expect(keptSecrets(fields, { url: 'a.example' }, stored)).toEqual(['token'])
  expect(keptSecrets(fields, { url: 'https://b.example' }, stored)).toEqual([])
  expect(isOtherHost(fields, { url: 'https://b.example' }, {})).toBe(false)
})

test('a connection that was in use keeps its host: another one makes a new connection', () => {
  const old = { ...stored, state: 'disconnected' as const }
  const there = { url: 'https://b.example' }
  expect(savedOver(fields, { url: 'https://a.example' }, old)).toBe('c1')
  expect(savedOver(fields, there, old)).toBeUndefined()
  expect(savedOver(fields, there, stored)).toBe('c1')
  expect(savedOver(fields, there, { ...stored, state: 'draft' })).toBe('c1')
  expect(savedOver(fields, there, null)).toBeUndefined()
})
