import { expect, test } from 'vitest'
import type { SupportAction } from '../../../api/help-desk-actions.ts'
import { changeOf, commentAfterDeletion, commentWords } from './action-change.ts'

const action = {
  text: 'Words',
  type: { id: 't1', name: 'Comment', removed: false },
  visibility: 'public',
  origin: 'tracker',
  delivery: null,
} as SupportAction
const same = { text: 'Words', typeId: 't1', visibility: 'public' as const }

test('CX12 · only what was changed is sent: what Jira restricts meanwhile does not become public again', () => {
  expect(changeOf(action, { ...same, typeId: 't2' })).toEqual({ typeId: 't2' })
  expect(changeOf(action, { ...same, visibility: 'internal' })).toEqual({ visibility: 'internal' })
  expect(changeOf(action, same)).toEqual({})
})

test('C16, CX18 · what becomes of the comment is said by how it stands', () => {
  expect(commentWords('done', 'INFRA-1')).toContain('stays as it was sent')
  expect(commentWords('waiting', 'INFRA-1')).toContain('not at all if the action is restricted')
  const said = (state: 'done' | 'queued' | 'cancelled') =>
    commentAfterDeletion({ origin: 'hub', delivery: { state, waitingFor: null } })
  expect(said('done')).toContain('stays')
  expect(said('queued')).toContain('not sent to Jira any more')
  expect(said('cancelled')).toBe('')
  expect(commentAfterDeletion(action)).toContain('stays')
})
