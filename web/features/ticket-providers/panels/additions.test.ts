import { expect, test } from 'vitest'
import { withStatus } from './additions.ts'

test('AX10 · a status is mapped in the connection’s own table, and only once', () => {
  const additions = { New: ['Triage', 'In review'] }
  expect(withStatus(additions, 'in Review', 'Active')).toEqual({
    New: ['Triage'],
    Active: ['in Review'],
    Resolved: [],
    Closed: [],
  })
})

test('a status is taken out of the table', () => {
  expect(withStatus({ Closed: ['Archived'] }, 'Archived')).toEqual({
    New: [],
    Active: [],
    Resolved: [],
    Closed: [],
  })
})
