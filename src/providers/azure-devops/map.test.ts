import { describe, expect, test } from 'vitest'
import { mapStatus } from '../../domain/status.ts'
import { hasTag, issueOf, itemIn, statuses } from './map.ts'
import { isSame } from './identity.ts'

const organization = 'https://dev.azure.com/contoso'
const item = (fields: Record<string, unknown>) => ({ id: '7', rev: 3, fields })

describe('A54 · a state of Azure DevOps', () => {
  test.each([
    ['New', 'New'],
    ['To Do', 'New'],
    [' active', 'Active'],
    ['In Progress', 'Active'],
    ['Resolved', 'Resolved'],
    ['Closed', 'Closed'],
    ['Done', 'Closed'],
  ])('%s is %s', (name, category) => {
    expect(mapStatus({ name }, { provider: statuses }, 'New')).toMatchObject({
      value: category,
      mapped: true,
    })
  })

  test('AX10 · that the table does not have is not mapped', () => {
    expect(mapStatus({ name: 'Doing' }, { provider: statuses }, 'New').mapped).toBe(false)
  })
})

test('An item becomes an issue: the number is its key, the revision its version', () => {
  const fields = {
    'System.Title': 'Disk full',
    'System.State': 'Active',
    'System.TeamProject': 'Cloud Ops',
    'System.ChangedDate': '2026-03-01T10:00:00.08Z',
    'System.AssignedTo': { displayName: 'Ada', uniqueName: 'ada@example.com' },
  }
  expect(issueOf(item(fields), organization)).toEqual({
    id: '7',
    key: '7',
    url: 'https://dev.azure.com/contoso/Cloud%20Ops/_workitems/edit/7',
    title: 'Disk full',
    status: { name: 'Active' },
    assignee: 'Ada',
    version: '3',
    updatedAt: new Date('2026-03-01T10:00:00.080Z'),
  })
})

test('An item of which hardly anything is said is still an issue', () => {
  expect(issueOf({ id: '7', rev: null, fields: null }, organization)).toEqual({
    id: '7',
    key: '7',
    url: 'https://dev.azure.com/contoso/_workitems/edit/7',
    title: '',
  })
})

test.each([
  ['Ada Byron <ada@example.com>', 'Ada Byron'],
  ['Ada', 'Ada'],
  [{ displayName: 'Ada' }, 'Ada'],
  [{ displayName: null }, undefined],
  [7, undefined],
  [undefined, undefined],
])('A57 · the assignee %j is %s', (value, name) => {
  expect(issueOf(item({ 'System.AssignedTo': value }), organization).assignee).toBe(name)
})

test.each([
  ['crosstie; crosstie-m1', true],
  ['Crosstie-M1', true],
  ['crosstie-m12; crosstie', false],
  ['a crosstie-m1', false],
  ['', false],
  [undefined, false],
])('The tags %j carry crosstie-m1: %s', (tags, carried) => {
  expect(hasTag(item({ 'System.Tags': tags }), 'crosstie-m1')).toBe(carried)
})

test.each([
  [{ id: 'ID-1' }, true],
  [{ id: 'id-2', descriptor: 'aad.x' }, true],
  [{ uniqueName: 'Hub@Example.com' }, true],
  ['Hub <hub@example.com>', true],
  [{ id: 'id-2', displayName: 'hub@example.com' }, false],
  ['hub@example.com <other@example.com>', false],
  ['Hub', false],
  [null, false],
])('A creator is known by what cannot be chosen freely: %j → %s', (creator, same) => {
  const me = { id: 'id-1', name: 'Hub', names: new Set(['id-1', 'aad.x', 'hub@example.com']) }
  expect(isSame(me, creator)).toBe(same)
})

test.each([
  ['/contoso/CloudOps/_workitems/edit/7', '7'],
  ['/contoso/CloudOps/_workitems/edit/7/', '7'],
  ['/contoso/CloudOps/_queries/edit/7/?triage=true', '7'],
  ['/contoso/CloudOps/_boards/board/t/Team/Stories?workitem=7', '7'],
  ['/contoso/web/wi.aspx?pcguid=x&id=7', '7'],
  ['/contoso/CloudOps/_workitems/recentlyupdated/', undefined],
  ['/contoso/CloudOps/_build?id=x', undefined],
])('The page %s shows item %s', (path, id) => {
  expect(itemIn(new URL(`https://dev.azure.com${path}`))).toBe(id)
})
