import { expect, test } from 'vitest'
import { describeTogether, joinedInWords } from './raised-together.ts'

const titles = (count: number) => Array.from({ length: count }, (_, index) => `Router ${index + 1}`)

test('At most 20 alarms are listed, and the others are counted', () => {
  expect(describeTogether('Link down', titles(2))).toBe(
    'Link down\n\nRaised together:\n- Router 1\n- Router 2',
  )
  const lines = describeTogether('', titles(25)).split('\n')
  expect([lines.length, lines[0], lines[20], lines[21]]).toEqual([
    22,
    'Raised together:',
    '- Router 20',
    'and 5 more',
  ])
  expect(describeTogether('', titles(20))).not.toContain('more')
})

test('A title is one line, and not a long one', () => {
  const [, line = ''] = describeTogether('', [`Router\n- forged ${'x'.repeat(300)}`]).split('\n')
  expect(line).toMatch(/^- Router - forged x+…$/u)
  expect(line.length).toBeLessThanOrEqual(202)
})

test('The timeline names five of those that joined', () => {
  expect(joinedInWords(['Router 1'])).toBe('The alarm “Router 1” joined this ticket.')
  expect(joinedInWords(titles(7))).toBe(
    'The alarms “Router 1”, “Router 2”, “Router 3”, “Router 4”, “Router 5” and 2 more joined this ticket.',
  )
})
