import { expect, test } from 'vitest'
import { connection } from '../../testing/connection.ts'
import { cardStateOf, inTheWayOf } from './card-state.ts'

test('A24 · the card of the active connection says Active', () => {
  expect(cardStateOf('alpha', [connection({})]).words).toBe('Active')
  expect(cardStateOf('beta', [connection({})]).words).toBe('Not configured')
})

test('the connection that matters most stands on the card', () => {
  const cards = [
    connection({ id: 'old', state: 'disconnected' }),
    connection({ id: 'older', state: 'disconnected', updatedAt: '2025-01-01T00:00:00.000Z' }),
    connection({ id: 'begun', state: 'draft' }),
    connection({ id: 'kept', state: 'following' }),
  ]
  expect(cardStateOf('alpha', cards).connection?.id).toBe('kept')
  expect(cardStateOf('alpha', cards.slice(0, 3)).words).toBe('Draft')
  expect(cardStateOf('alpha', cards.slice(0, 2)).connection?.id).toBe('old')
})

test('A6 · another active connection gives way, the one being changed does not', () => {
  const active = connection({})
  expect(inTheWayOf(null, 'beta', [active])?.id).toBe('c1')
  expect(inTheWayOf(active, 'alpha', [active])).toBeNull()
  expect(inTheWayOf(null, 'beta', [connection({ state: 'following' })])).toBeNull()
})

test('C22 · a further instance stands on no card, and gives way to another provider only', () => {
  const further = connection({ id: 'labs', primary: false, updatedAt: '2027-01-01T00:00:00.000Z' })
  expect(cardStateOf('alpha', [further, connection({})]).connection?.id).toBe('c1')
  expect(cardStateOf('alpha', [further]).words).toBe('Not configured')
  expect(inTheWayOf(null, 'alpha', [further])).toBeNull()
  expect(inTheWayOf(null, 'beta', [further, connection({})])?.id).toBe('c1')
  expect(inTheWayOf(null, 'beta', [further])?.id).toBe('labs')
})
