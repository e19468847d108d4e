import { expect, test } from 'vitest'
import { refusalWords } from './refusal-words.ts'

test('Each refusal of single sign-on has its words, and an unknown one those of a fault', () => {
  expect(refusalWords('stranger')).toMatch(/Nobody has invited this e-mail address/)
  expect(refusalWords('expired')).toMatch(/took too long/)
  for (const code of ['', 'made-up', 'toString', '__proto__']) {
    expect(refusalWords(code)).toBe(refusalWords('failed'))
  }
})
