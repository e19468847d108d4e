import { expect, test } from 'vitest'
import { waitInWords } from './wait-words.ts'

test('A wait is told in seconds while it is short, with its end when it is not, and when it is over', () => {
  const now = new Date(2026, 10, 22, 14, 15)
  const after = (seconds: number) => waitInWords(new Date(now.getTime() + seconds * 1_000), now)
  expect(after(0)).toBe('You can try again now.')
  expect(after(1)).toBe('Try again in 1 second.')
  expect(after(30)).toBe('Try again in 30 seconds.')
  expect(after(90)).toMatch(/^Try again in 2 minutes, at 2:16\sPM\.$/u)
  expect(after(900)).toMatch(/^Try again in 15 minutes, at 2:30\sPM\.$/u)
})
