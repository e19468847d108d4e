import { describe, expect, test } from 'vitest'
import { mapStatus } from '../../domain/status.ts'
import { statuses as known } from '../../../simulators/oceane/state/model.ts'
import { oceaneConfig } from './config.ts'
import { issueOf, statuses } from './map.ts'
import { wireTicket } from './wire.ts'

const config = oceaneConfig.parse({
  host: 'oceane.example.com',
  clientId: 'a',
  clientSecret: 'b',
  userId: 'c',
})
const issue = (more: object) => issueOf(wireTicket.parse({ id: '1', href: '/1', ...more }), config)
const categoryOf = (status: string) => {
  const raw = issue({ status }).status
  if (!raw) throw new Error('no status')
  const { value, mapped } = mapStatus(raw, { provider: statuses }, 'New')
  return { value, mapped, suggestion: raw.suggestion }
}

describe('TMF621’s statuses', () => {
  test.each([
    ['acknowledged', 'New'],
    ['inProgress', 'Active'],
    ['In Progress', 'Active'],
    ['resolved', 'Resolved'],
    ['closed', 'Closed'],
  ])('%s means %s', (status, value) => {
    expect(categoryOf(status)).toMatchObject({ value, mapped: true })
  })

  test.each([
    ['pending', 'Active'],
    ['held', 'Active'],
    ['rejected', 'Closed'],
    ['Cancelled', 'Closed'],
  ])('%s is left to people, with the suggestion %s', (status, suggestion) => {
    expect(categoryOf(status)).toEqual({ value: 'New', mapped: false, suggestion })
  })

  test('all eight of v4 are known in one way or the other', () => {
    for (const status of known) {
      const { mapped, suggestion } = categoryOf(status)
      expect(mapped || suggestion).toBeTruthy()
    }
  })
})

test.each([
  [[{ id: 'u1', name: 'Ada', role: 'Owner' }], 'Ada'],
  [
    [
      { id: 'u0', role: 'originator' },
      { id: 7, role: 'assignee' },
    ],
    '7',
  ],
  [[{ id: 'u0', role: 'originator' }], undefined],
  [null, undefined],
])('A57 · of the parties %j the one who has it is %s', (relatedParty, assignee) => {
  expect(issue({ relatedParty }).assignee).toBe(assignee)
})

test('The version follows what people see, although Oceane may count in seconds', () => {
  const before = { lastUpdate: '2026-03-01T10:00:00Z', status: 'held', name: 'A' }
  expect(issue(before).version).toBe(issue({ ...before, expectedResolutionDate: 'x' }).version)
  for (const more of [{ lastUpdate: '2026-03-01T10:00:01Z' }, { status: 'closed' }, { name: 'B' }]) {
    expect(issue({ ...before, ...more }).version).not.toBe(issue(before).version)
  }
})
