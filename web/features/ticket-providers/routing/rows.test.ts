import { expect, test } from 'vitest'
import { route } from '../../../testing/route.ts'
import { findRow, lacking, rowsOf, searched } from './rows.ts'

const shop = { id: 'p1', key: 'SHOP', name: 'Web shop' }
const data = { id: 'p2', key: 'DATA', name: 'Data platform' }
const rows = rowsOf({
  default: route({ id: 'r0' }),
  items: [
    { project: shop, route: route({ id: 'r1', label: 'CLOUD · AWS' }) },
    { project: data, route: null },
  ],
})

test('A41 · the default route stands first, then every project', () => {
  expect(rows.map(({ key, name }) => [key, name])).toEqual([
    ['default', 'Default route'],
    ['p1', 'Web shop'],
    ['p2', 'Data platform'],
  ])
})

test('a row is found by its project, by its route, or as the default one', () => {
  expect(findRow(rows, 'p2')?.name).toBe('Data platform')
  expect(findRow(rows, 'r1')?.name).toBe('Web shop')
  expect(findRow(rows, 'r0')?.key).toBe('default')
  expect(findRow(rows, null)).toBeUndefined()
})

test('projects are found by name, key and destination', () => {
  const names = (words: string) => searched(rows, words).map(({ key }) => key)
  expect(names('shop')).toEqual(['default', 'p1'])
  expect(names('aws')).toEqual(['default', 'p1'])
  expect(names('data')).toEqual(['default', 'p2'])
})

test('a route lacks what the tracker requires and nobody has given', () => {
  const needs = [
    { id: 'team', name: 'Team', type: 'text' as const },
    { id: 'cost', name: 'Cost centre', type: 'number' as const },
  ]
  expect(lacking({ needs, values: { team: 'Blue', cost: ' ' } }).map(({ name }) => name)).toEqual([
    'Cost centre',
  ])
})
