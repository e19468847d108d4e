import { describe, expect, test } from 'vitest'
import { mapStatus } from '../../domain/status.ts'
import { anchorOf, carries, issueOf, momentOf, statuses, versionOf } from './map.ts'

describe('A55 · a status of Jira', () => {
  test.each([
    ['Open', 'New'],
    ['To Do', 'New'],
    ['in progress ', 'Active'],
    ['Done', 'Resolved'],
    ['Resolved', 'Resolved'],
    ['Closed', 'Closed'],
  ])('%s is %s', (name, category) => {
    expect(mapStatus({ name }, { provider: statuses }, 'New')).toMatchObject({
      value: category,
      mapped: true,
    })
  })
})

describe('AX10 · Jira’s own category', () => {
  test.each([
    ['new', 'New'],
    ['indeterminate', 'Active'],
    ['done', 'Resolved'],
    ['undefined', undefined],
    [null, undefined],
  ])('%s suggests %s', (key, suggestion) => {
    const wire = {
      id: '1',
      key: 'A-1',
      fields: { status: { id: '3', name: 'Review', statusCategory: { key } } },
    }
    expect(issueOf(wire, 'https://acme.atlassian.net').status?.suggestion).toBe(suggestion)
  })
})

test('An issue of which Jira says hardly anything is still an issue', () => {
  expect(issueOf({ id: '1', key: 'A-1', fields: null }, 'https://acme.atlassian.net')).toEqual({
    id: '1',
    key: 'A-1',
    url: 'https://acme.atlassian.net/browse/A-1',
    title: '',
    anchor: { scope: 'A', position: '1' },
  })
})

test('The version is the moment, whatever time zone the account shows it in', () => {
  const versions = ['2026-03-01T10:00:00.123+0000', '2026-03-01T11:00:00.123+0100'].map((text) => {
    const moment = momentOf(text)
    return moment && versionOf(moment)
  })
  expect(new Set(versions).size).toBe(1)
  expect(momentOf('yesterday')).toBeUndefined()
})

test('An anchor is the project and the number of a key', () => {
  expect(anchorOf('MY_APP-120')).toEqual({ scope: 'MY_APP', position: '120' })
  expect(anchorOf('nonsense')).toBeUndefined()
})

test.each([
  [{ crosstie: { marker: 'm' } }, true],
  [{ crosstie: { marker: 'other' } }, false],
  [{ crosstie: 'm' }, false],
  [{}, false],
  [null, false],
])('The proof is the entity property: %j → %s', (properties, own) => {
  expect(carries({ id: '1', key: 'A-1', properties }, 'm')).toBe(own)
})
