import { expect, test } from 'vitest'
import { interpret } from './shortcuts.ts'

test('single keys act at once', () => {
  expect(interpret(null, 'c')).toEqual({ does: 'create', pending: null })
  expect(interpret(null, '?')).toEqual({ does: 'help', pending: null })
})

test('a pair waits for its second key', () => {
  expect(interpret(null, 'g')).toEqual({ does: null, pending: 'g' })
  expect(interpret('g', 't')).toEqual({ does: 'tickets', pending: null })
  expect(interpret('g', 'x')).toEqual({ does: null, pending: null })
  expect(interpret('g', 'c')).toEqual({ does: 'create', pending: null })
})
