import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapStatus, statusCategories, type StatusTable } from './status.ts'

const provider: StatusTable = {
  New: ['Open', 'To Do'],
  Active: ['In Progress'],
  Resolved: ['Done', 'Resolved'],
  Closed: ['Closed'],
}
const category = fc.constantFrom(...statusCategories)
const entry = fc.constantFrom(...statusCategories.flatMap((of) => provider[of].map((name) => ({ name, of }))))

/** The same name as somebody else may write it. */
const respelt = (name: string) =>
  fc
    .tuple(fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length }), fc.nat(3), fc.nat(3))
    .map(([upper, before, after]) => {
      const letters = Array.from(name, (letter, index) =>
        upper[index] ? letter.toUpperCase() : letter.toLowerCase(),
      )
      return ' '.repeat(before) + letters.join('').replaceAll(' ', '  ') + '\t'.repeat(after)
    })

test('A53 · there are four categories: New, Active, Resolved and Closed', () => {
  expect(statusCategories).toEqual(['New', 'Active', 'Resolved', 'Closed'])
})

test('A53 · every status of the provider’s table becomes its category, whatever the ticket was before', () => {
  fc.assert(
    fc.property(entry, category, ({ name, of }, previous) => {
      expect(mapStatus({ name }, { provider }, previous)).toMatchObject({
        value: of,
        mapped: true,
        reason: { rule: 'provider status table' },
      })
    }),
  )
})

test('AX12 · names are compared trimmed, without case and without regard to repeated spaces', () => {
  const respeltEntry = entry.chain(({ name, of }) => fc.record({ name: respelt(name), of: fc.constant(of) }))
  fc.assert(
    fc.property(respeltEntry, ({ name, of }) => {
      expect(mapStatus({ name }, { provider }, 'New').value).toBe(of)
    }),
  )
})

test('AX10 · an unmapped status keeps the last category', () => {
  const mapped = new Set(statusCategories.flatMap((of) => provider[of].map((name) => name.toLowerCase())))
  const unmapped = fc.string().filter((name) => !mapped.has(name.trim().replace(/\s+/gu, ' ').toLowerCase()))
  fc.assert(
    fc.property(unmapped, category, (name, previous) => {
      expect(mapStatus({ name }, { provider }, previous)).toMatchObject({
        value: previous,
        mapped: false,
        reason: { fallback: true, input: { name, previous } },
      })
    }),
  )
})

test('AX10 · the tracker’s own category is a suggestion, named but never followed', () => {
  fc.assert(
    fc.property(category, category, (previous, suggestion) => {
      const { value, reason } = mapStatus({ name: 'Waiting', suggestion }, { provider }, previous)
      expect(value).toBe(previous)
      expect(reason.setAside).toEqual([suggestion])
      expect(reason.because).toContain(`suggests ${suggestion}`)
    }),
  )
})

test('AX10 · the tracker’s own category does not outweigh the table', () => {
  expect(mapStatus({ name: 'Done', suggestion: 'Closed' }, { provider }, 'New').value).toBe('Resolved')
})

test('A connection’s own additions win over the provider’s table', () => {
  const additions = { Closed: ['done', 'Won’t do'] }
  expect(mapStatus({ name: 'Done' }, { provider, additions }, 'New')).toMatchObject({
    value: 'Closed',
    reason: { rule: 'connection status table' },
  })
  expect(mapStatus({ name: 'won’t do' }, { provider, additions }, 'New').value).toBe('Closed')
  expect(mapStatus({ name: 'Resolved' }, { provider, additions }, 'New').value).toBe('Resolved')
})

test('A57 · the raw status is in the reason as the tracker wrote it', () => {
  expect(mapStatus({ name: ' in PROGRESS ' }, { provider }, 'New').reason.input).toMatchObject({
    name: ' in PROGRESS ',
  })
})

test('AX12 · an id decides before a name, which may be in any language', () => {
  const tables = { provider, providerIds: { Active: ['2'] } }
  expect(mapStatus({ name: 'In Bearbeitung', id: '2' }, tables, 'New')).toMatchObject({
    value: 'Active',
    mapped: true,
    reason: { rule: 'provider status table by id' },
  })
  expect(mapStatus({ name: 'Closed', id: '9' }, tables, 'New').value).toBe('Closed')
})

test('AX10 · the connection’s own table wins over the id', () => {
  const tables = { provider, providerIds: { Active: ['2'] }, additions: { Resolved: ['In Bearbeitung'] } }
  expect(mapStatus({ name: 'In Bearbeitung', id: '2' }, tables, 'New').value).toBe('Resolved')
})
