import { expect, test } from 'vitest'
import { settle } from './settle.ts'

const row = (id: string, status = 'New') => ({ id, status })

test('rows keep their place and take on their newest content', () => {
  const settled = settle([row('a'), row('b')], [row('b', 'Active'), row('a')])
  expect(settled).toEqual({ rows: [row('a'), row('b', 'Active')], arrived: 0, left: new Set() })
})

test('what arrived or left is noted, not moved', () => {
  const settled = settle([row('a'), row('b')], [row('c'), row('a')])
  expect(settled).toEqual({ rows: [row('a'), row('b')], arrived: 1, left: new Set(['b']) })
})
