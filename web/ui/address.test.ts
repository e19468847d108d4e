import { expect, test } from 'vitest'
import { isNarrowed, pick, readSearch, refine, safeReturn, writeSearch } from './address.ts'

test('the address holds plain text', () => {
  expect(readSearch('?q=42&project=none')).toEqual({ q: '42', project: 'none' })
  expect(writeSearch({ q: 'a b', empty: '', gone: undefined })).toBe('?q=a+b')
  expect(writeSearch({})).toBe('')
})

test('only known values are taken from the address', () => {
  expect(pick('q', 'sort')({ q: 'x', sort: '', evil: 'y' })).toEqual({ q: 'x' })
})

test('a changed filter goes back to the first page', () => {
  expect(refine<Record<string, string>>({ q: 'x', after: 'abc', sort: 'newest' }, { q: '' })).toEqual({
    sort: 'newest',
  })
})

test('sorting and paging do not narrow a list', () => {
  expect(isNarrowed({ sort: 'newest', after: 'abc' })).toBe(false)
  expect(isNarrowed({ q: 'x' })).toBe(true)
})

test.each([
  ['/tickets/CT-1?x=1', '/tickets/CT-1?x=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/sign-in', '/'],
  [undefined, '/'],
])('after sign-in %s leads to %s', (to, path) => {
  expect(safeReturn(to)).toBe(path)
})
