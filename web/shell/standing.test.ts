import { expect, test } from 'vitest'
import type { Connection } from '../api/connections.ts'
import { standingOf } from './standing.ts'

const active = { id: 'c1', name: 'Alpha', provider: 'alpha', titleLimit: 255, attention: null }
const quiet = { linked: 3, waiting: 0, attention: 0, unmapped: 0 }
const connection = (changes: Partial<Connection>) =>
  ({
    name: 'Alpha',
    state: 'active',
    paused: null,
    sync: { lastPolledAt: null, nextPollAt: null, lastWebhookAt: null, fault: null },
    counts: quiet,
    ...changes,
  }) as Connection

const words = (me: Parameters<typeof standingOf>[0], connections?: Connection[]) =>
  standingOf(me, connections).words

test('without a connection there is no tracker', () => {
  expect(words({ activeConnection: null })).toBe('No tracker')
})

test('a person who may not see connections is told what concerns everybody', () => {
  expect(words({ activeConnection: active })).toBe('All well')
  expect(standingOf({ activeConnection: { ...active, attention: 'Paused.' } })).toMatchObject({
    tone: 'red',
    detail: 'Paused.',
  })
})

test('what needs a person comes before what only waits', () => {
  const me = { activeConnection: active }
  expect(words(me, [connection({ counts: { ...quiet, waiting: 2 } })])).toBe('Something waits')
  expect(words(me, [connection({ counts: { ...quiet, waiting: 2, attention: 1 } })])).toBe('Needs attention')
  const fault = { kind: 'timeout', detail: '', remedy: '' }
  const followed = connection({
    state: 'following',
    paused: { since: '2026-01-01T00:00:00.000Z', until: null, fault },
  })
  expect(words(me, [connection({}), followed])).toBe('Needs attention')
})
