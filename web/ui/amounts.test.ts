import { expect, test } from 'vitest'
import { countOf, money, some } from './amounts.ts'

test('money keeps cents only where they matter', () => {
  expect(money({ amount: 1240.4, currency: 'EUR' })).toBe('€1,240')
  expect(money({ amount: 12.5, currency: 'USD' })).toBe('$12.50')
  expect(money({ amount: 12, currency: 'CHF' })).toMatch(/^CHF\s12$/u)
})

test('a count is honest about where counting stopped', () => {
  expect(countOf({ count: 1000, capped: true }, 'ticket')).toBe('1,000+ tickets')
  expect(countOf({ count: 1, capped: false }, 'ticket')).toBe('1 ticket')
  expect(countOf({ count: 12, capped: false }, 'ticket')).toBe('12 tickets')
})

test('a plural of its own is used', () => {
  expect(countOf({ count: 2, capped: false }, 'entry', 'entries')).toBe('2 entries')
})

test('nothing is said in words', () => {
  expect(some(0, 'ticket')).toBe('no tickets')
  expect(some(1, 'ticket')).toBe('1 ticket')
})
