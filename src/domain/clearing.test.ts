import { expect, test } from 'vitest'
import { closesTicket, turnInWords } from './clearing.ts'

const at = new Date('2026-11-22T08:01:02.345Z')
const turn = (fields: object = {}) => ({
  to: 'cleared' as const,
  titles: ['Link down'],
  stillRaised: 0,
  at,
  ...fields,
})

test('BX26 · one clearing is told with its time, several of a ticket together, and what is still raised', () => {
  expect(turnInWords(turn())).toBe('The alarm “Link down” was cleared at 2026-11-22 08:01:02 (UTC).')
  expect(turnInWords(turn({ to: 'raised' }))).toBe(
    'The alarm “Link down” was raised again at 2026-11-22 08:01:02 (UTC).',
  )
  const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  expect(turnInWords(turn({ titles: seven, stillRaised: 2 }))).toBe(
    'The alarms “a”, “b”, “c”, “d”, “e” and 2 more were cleared at 2026-11-22 08:01:02 (UTC). 2 other alarms of this ticket are still raised.',
  )
  expect(turnInWords(turn({ stillRaised: 1 }))).toContain('One other alarm of this ticket is still raised.')
})

test('BX26 · a ticket is closed only by that rule, and only by its last alarm', () => {
  expect(closesTicket('close', turn())).toBe(true)
  expect(closesTicket('close', turn({ stillRaised: 1 }))).toBe(false)
  expect(closesTicket('close', turn({ to: 'raised' }))).toBe(false)
  expect(closesTicket('comment', turn())).toBe(false)
  expect(closesTicket('nothing', turn())).toBe(false)
})
