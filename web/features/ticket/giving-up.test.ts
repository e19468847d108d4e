import { expect, test } from 'vitest'
import { givingUp } from './giving-up.ts'

test('what is given up is called by its name', () => {
  expect(givingUp('create', false).text).toContain('closed without an issue')
  expect(givingUp('create', true).text).toContain('goes on without an issue')
  expect(givingUp('comment', true).confirm).toBe('Give up the comment')
  expect(givingUp('attachment', true).confirm).toBe('Give up the file')
  expect(givingUp('backlink', true).confirm).toBe('Give up the link back')
  expect(givingUp('remove-backlink', true).text).toContain('not linked any more')
})
