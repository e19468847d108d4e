import { expect, test } from 'vitest'
import { readersOf, type Target, type Told } from './readers.ts'

const settings = { typeIds: null, actionTypeId: null, pushInternal: false, files: true }
const linked = { issueKey: 'INFRA-1', state: 'linked', following: true }

function said(told: Told, over: { settings?: object; instance?: object; ticket?: object } = {}): string {
  const target = {
    ticket: { link: linked, delivery: null, type: { id: 't1', name: 'Question' }, ...over.ticket },
    instance: {
      name: 'Jira',
      active: true,
      synchronizing: true,
      settings: { ...settings, ...over.settings },
      ...over.instance,
    },
  }
  return readersOf(told, target as unknown as Target)
}
const comment = { visibility: 'public' as const, typeId: 'a1' }

test('C15 · a public action becomes a comment, and that is said', () => {
  expect(said(comment)).toContain('becomes a comment of INFRA-1')
  expect(said({ visibility: 'public', isFile: true })).toContain('A copy goes to INFRA-1')
})

test('CX11 · an internal action stays, unless the instance sends those as well', () => {
  expect(said({ ...comment, visibility: 'internal' })).toContain('It stays here')
  expect(said({ ...comment, visibility: 'internal' }, { settings: { pushInternal: true } })).toContain(
    'comment of INFRA-1',
  )
})

test('a restricted action never leaves, whatever the settings', () => {
  const told = said({ ...comment, visibility: 'restricted' }, { settings: { pushInternal: true } })
  expect(told).toContain('never leaves')
  expect(told).not.toContain('INFRA-1')
})

test('C17 · with one chosen type the others stay', () => {
  expect(said(comment, { settings: { actionTypeId: 'a2' } })).toContain('actions of this type')
  expect(said(comment, { settings: { actionTypeId: 'a1' } })).toContain('comment of INFRA-1')
})

test('CX21 · a ticket whose type is not synced any more sends nothing', () => {
  expect(said(comment, { settings: { typeIds: ['t2'] } })).toContain('“Question” are not synced')
})

test('without an issue it stays; with one that is coming it goes there', () => {
  expect(said(comment, { ticket: { link: null } })).toContain('there is no issue')
  const delivery = { kind: 'create', state: 'queued' }
  expect(said(comment, { ticket: { link: null, delivery } })).toContain('comment of the new issue')
  expect(said(comment, { ticket: { link: { ...linked, state: 'gone' } } })).toContain('no longer followed')
  expect(said(comment, { instance: { synchronizing: false } })).toContain('once Jira is synchronised again')
  expect(said(comment, { instance: { active: false } })).toContain('not in use')
  expect(said({ visibility: 'public', isFile: true }, { settings: { files: false } })).toContain(
    'files are not',
  )
})
