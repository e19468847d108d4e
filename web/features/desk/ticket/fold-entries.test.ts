import { expect, test } from 'vitest'
import type { ServiceTimelineEntry } from '../../../api/service-tickets.ts'
import { foldEntries } from './fold-entries.ts'

const at = '2026-11-22T12:00:00.000001Z'
const step = (id: string, kind = 'sync'): ServiceTimelineEntry => ({
  from: 'hub',
  id,
  at,
  kind,
  actor: 'hub',
  text: kind,
  reason: null,
  fault: null,
})
const said = (id: string): ServiceTimelineEntry => ({
  from: 'party',
  id,
  number: 1,
  at,
  party: 'desk',
  author: 'Desk',
  authorName: 'Desk',
  actor: 'Ada',
  status: null,
  comment: 'On it.',
  clearCode: null,
})

test('Steps are folded, and what the parties said stands between them', () => {
  const told = foldEntries([
    step('1'),
    step('2', 'delivery'),
    said('3'),
    step('4'),
    step('5', 'link'),
    said('6'),
  ])
  expect(
    told.map((entry) => (entry.shown === 'steps' ? entry.events.map(({ id }) => id) : entry.id)),
  ).toEqual([['1', '2'], '3', ['4'], '5', '6'])
})
