import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'
import { cleanLine, cleanText } from './text.ts'

test('AX4 · a title is one line, with single spaces and without control characters', () => {
  expect(cleanLine(' Disk\r\nfull\t on\u0000 “db”  😀 ')).toBe('Disk full on “db” 😀')
})

test('Any text becomes well-formed without control characters; cleaning twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text)
      expect(clean.isWellFormed()).toBe(true)
      expect(clean).not.toMatch(/[^\P{Cc}\n\t]/u)
      expect(cleanText(clean)).toBe(clean)
      expect(cleanLine(text)).not.toMatch(/\n|^\s|\s$| {2}/u)
    }),
  )
})

test('AX7 · the most similar names come first', () => {
  expect(nearest('INFA', ['CLOUD', 'DATA', 'INFRA'])[0]).toBe('INFRA')
  expect(nearest('X', [])).toEqual([])
})
