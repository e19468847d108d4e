import { expect, test } from 'vitest'
import { disagreement, isOver, runStatuses } from './diagnostic-run.ts'

test('D1 · A run that is completed or ended in an error is over; a running one is not', () => {
  expect(runStatuses.map(isOver)).toEqual([false, true, true])
})

test('DX28 · A category that the run did not find is noted; one that it found, and a run that says nothing, are not', () => {
  const found = [
    { category: 'synchro' as const, text: 'No synchronisation' },
    { category: 'low_rate' as const, text: '2 Mbit/s of 20' },
    { category: null, text: 'Modem reachable' },
  ]
  expect(disagreement('low_rate', found)).toBeNull()
  expect(disagreement('slamming', found)).toBe(
    'The ticket says slamming; the diagnostic run found synchro, low_rate.',
  )
  expect(disagreement('slamming', [{ category: null, text: 'Modem reachable' }])).toBeNull()
  expect(disagreement('slamming', [])).toBeNull()
})
