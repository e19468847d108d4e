import { expect, test } from 'vitest'
import type { SavedFilter } from '../../../api/saved-filters.ts'
import { filterInUse, savable } from './same-filter.ts'

const filter = (id: string, query: Record<string, string>): SavedFilter => ({
  id,
  name: id,
  query,
  isShared: false,
  isMine: true,
  canChange: true,
})

test('a filter is saved without its page and without what is not set', () => {
  expect(savable({ q: 'login', category: '', after: 'x' })).toEqual({ q: 'login' })
})

test('the filter in use is known whatever the order of its parts, and on each of its pages', () => {
  const filters = [filter('a', { q: 'x' }), filter('b', { linked: 'no', category: 'New' })]
  expect(filterInUse(filters, { category: 'New', linked: 'no', after: 'p2' })?.id).toBe('b')
  expect(filterInUse(filters, { category: 'New' })).toBeUndefined()
})
