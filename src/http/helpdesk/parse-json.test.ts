import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadDocument, decode } from './document.ts'
import { parseJson } from './parse-json.ts'

const read = (text: string) => parseJson(text, 'Ticket')
const problemOf = (text: string) => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof BadDocument) return error
    throw error
  }
  throw new Error('It was read.')
}

test('The object may be wrapped in its name, in any letter case', () => {
  const ticket = { name: 'Ticket', text: '', children: [{ name: 'Name', text: 'x', children: [] }] }
  for (const text of ['{"Name":"x"}', '{"Ticket":{"Name":"x"}}', '{"TICKET":{"Name":"x"}}']) {
    expect(read(text)).toEqual(ticket)
  }
})

test('Numbers and truth values are text, null is empty, and the items of a list are values', () => {
  const { children } = read('{"a": 1.5, "b": true, "c": null, "d": ["x", "y"]}')
  expect(children.map(({ text }) => text)).toEqual(['1.5', 'true', '', ''])
  expect(children[3]?.children.map(({ name, text }) => [name, text])).toEqual([
    ['Value', 'x'],
    ['Value', 'y'],
  ])
})

test.each(['{"a":1,"a":2}', '{"x":{"a":1,"b":2,"a":3}}', '{"a":1,"\\u0061":2}'])(
  'A name twice is refused: %s',
  (text) => {
    expect(problemOf(text).errors).toEqual([{ field: 'a', message: 'only once' }])
  },
)

test('The same name in two objects, or in a text, is fine', () => {
  expect(read('{"x":{"a":1},"y":{"a":2},"a":"{\\"a\\":1,\\"a\\":2}"}').children).toHaveLength(3)
})

test.each(['{"__proto__":{"a":1}}', '{"x":{"\\u005f_proto__":1}}'])(
  'A trap for prototypes is refused: %s',
  (text) => {
    expect(problemOf(text).errors[0]?.field).toBe('__proto__')
  },
)

test.each(['', 'null', '7', '"x"', '[]', '{', '{"a":}'])('%s is no document', (text) => {
  expect(problemOf(text).message).toMatch(/not (?:valid JSON|a JSON object)/u)
})

test('Depth costs nothing', () => {
  expect(problemOf(`{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}`).message).toContain('20 levels')
  expect(read(`{"a":${'['.repeat(19)}${']'.repeat(19)}}`).children).toHaveLength(1)
})

test('Random bytes are read or refused, never anything else', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => new TextEncoder().encode(text)),
      ),
      (bytes) => {
        try {
          expect(read(decode(bytes)).name).toBe('Ticket')
        } catch (error) {
          expect(error).toBeInstanceOf(BadDocument)
        }
      },
    ),
    { numRuns: 1_000 },
  )
})
