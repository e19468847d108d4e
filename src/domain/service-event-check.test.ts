import { expect, test } from 'vitest'
import { clearCodeFault, commentFault } from './service-event-check.ts'

test('DX23 · the desk gives a code when it clears a ticket, and only then', () => {
  expect(clearCodeFault('desk', { status: 'cleared', clearCode: null })).toContain('required')
  expect(clearCodeFault('desk', { status: 'cleared', clearCode: 'modem' })).toBeUndefined()
  expect(clearCodeFault('desk', { status: 'closed', clearCode: 'modem' })).toContain('only together')
  expect(clearCodeFault('desk', { status: null, clearCode: 'modem' })).toContain('only together')
})

test('DX23 · an operator gives none, and is not told that one is missing', () => {
  expect(clearCodeFault('operator', { status: 'cleared', clearCode: 'modem' })).toContain('only the desk')
  expect(clearCodeFault('operator', { status: 'cleared', clearCode: null })).toBeUndefined()
})

test('D5, D31 · who defers asks something, and who cancels says why', () => {
  expect(commentFault({ status: 'deferred', comment: null })).toContain('question')
  expect(commentFault({ status: 'canceled', comment: null })).toContain('reason')
  expect(commentFault({ status: 'deferred', comment: 'Is it plugged in?' })).toBeUndefined()
  expect(commentFault({ status: 'closed', comment: null })).toBeUndefined()
})
