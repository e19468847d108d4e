import { expect, test } from 'vitest'
import { matching, placesFor } from './places.ts'

const rights = ['tickets:read', 'tickets:create', 'logs:read']
const labels = (words: string) => matching(placesFor({ rights }), words).map(({ label }) => label)

test('Only what the person may open or do is there', () => {
  expect(labels('')).toEqual([
    'Create a ticket',
    'Your account',
    'Keyboard shortcuts',
    'Tickets',
    'Failed requests',
    'Sync errors',
    'Sync log',
  ])
})

test('A place is found by words of its name or its section, in any order and case', () => {
  expect(labels('LOG sync')).toEqual(['Sync log'])
  expect(labels('watch err')).toEqual(['Sync errors'])
  expect(labels('sync nothing')).toEqual([])
})
