import { expect, test } from 'vitest'
import { turnOf } from './words.ts'

const plain = { operatorSpoke: false, asksClearCode: false }

test('D4–D6 · a ticket says what it needs and from whom', () => {
  expect(turnOf({ ...plain, status: 'open', waitsFor: 'desk' })).toBeNull()
  expect(turnOf({ ...plain, status: 'deferred', waitsFor: 'operator' })?.words).toBe('Waits for operator')
  expect(turnOf({ ...plain, status: 'cleared', waitsFor: 'operator' })?.words).toBe('Operator may close')
})

test('What the operator said is noticed, whatever the status, until the ticket is over', () => {
  const spoke = { ...plain, operatorSpoke: true }
  expect(turnOf({ ...spoke, status: 'open', waitsFor: 'desk' })?.words).toBe('Operator answered')
  expect(turnOf({ ...spoke, status: 'deferred', waitsFor: 'operator' })?.words).toBe('Operator answered')
  expect(turnOf({ ...spoke, status: 'closed', waitsFor: null })).toBeNull()
})

test('A ticket whose issue is resolved asks for its code first', () => {
  const asks = { operatorSpoke: true, asksClearCode: true }
  expect(turnOf({ ...asks, status: 'open', waitsFor: 'desk' })?.words).toBe('Needs a clear code')
})
