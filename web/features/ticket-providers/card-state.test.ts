import { expect, test } from 'vitest'
import type { Connection } from '../../api/connections.ts'
import { attentionOf, cardStateOf, inTheWayOf } from './card-state.ts'

const connection = (changes: Partial<Connection>): Connection => ({
  id: 'c1',
  provider: 'alpha',
  name: 'Alpha',
  state: 'active',
  config: {},
  storedSecrets: [],
  destination: {},
  destinationLabel: '',
  account: null,
  paused: null,
  settings: { pollMinutes: 15, requestsPerMinute: 100, priorities: {}, statusAdditions: {} },
  sync: { lastPolledAt: null, nextPollAt: null, lastWebhookAt: null, fault: null },
  counts: { linked: 0, waiting: 0, attention: 0, unmapped: 0 },
  unmappedStatuses: [],
  webhook: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...changes,
})
const fault = { kind: 'unauthorized', detail: '', remedy: '' }

test('A24 · the card of the active connection says Active', () => {
  expect(cardStateOf('alpha', [connection({})]).words).toBe('Active')
  expect(cardStateOf('beta', [connection({})]).words).toBe('Not configured')
})

test('the connection that matters most stands on the card', () => {
  const cards = [
    connection({ id: 'old', state: 'disconnected' }),
    connection({ id: 'older', state: 'disconnected', updatedAt: '2025-01-01T00:00:00.000Z' }),
    connection({ id: 'kept', state: 'following' }),
  ]
  expect(cardStateOf('alpha', cards).connection?.id).toBe('kept')
  expect(cardStateOf('alpha', cards.slice(0, 2)).connection?.id).toBe('old')
})

test('faults come before tickets, and a disconnected one needs nothing', () => {
  const counts = { linked: 1, waiting: 0, attention: 2, unmapped: 1 }
  const paused = { since: '2026-01-01T00:00:00.000Z', until: null, fault }
  expect(attentionOf(connection({ counts, paused }))).toBe('Paused by a fault')
  expect(attentionOf(connection({ counts }))).toBe('Tickets need a decision')
  expect(attentionOf(connection({ counts, state: 'disconnected' }))).toBeNull()
})

test('A6 · another active provider is in the way, its own is not', () => {
  expect(inTheWayOf('beta', [connection({})])?.id).toBe('c1')
  expect(inTheWayOf('alpha', [connection({})])).toBeNull()
  expect(inTheWayOf('beta', [connection({ state: 'following' })])).toBeNull()
})
