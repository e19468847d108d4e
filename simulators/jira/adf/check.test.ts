import { expect, test } from 'vitest'
import { asDocument } from './check.ts'
import { plainDocument } from './model.ts'
import { plainText } from './text.ts'

const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content })
const text = (words: string) => ({ type: 'text', text: words })

test('plain paragraphs are a document', () => {
  expect(asDocument(plainDocument('one\n\ntwo'))).toBeDefined()
})

test.each([
  ['a text instead of a document', 'hello'],
  ['another version', { type: 'doc', version: 2, content: [] }],
  ['a document without content', { type: 'doc', version: 1 }],
  ['an empty text', doc({ type: 'paragraph', content: [text('')] })],
  ['a text outside a paragraph', doc(text('x'))],
  ['an unknown node', doc({ type: 'banner', content: [] })],
  ['an unknown mark', doc({ type: 'paragraph', content: [{ ...text('x'), marks: [{ type: 'blink' }] }] })],
  ['a heading without level', doc({ type: 'heading', content: [text('x')] })],
  ['a list of paragraphs', doc({ type: 'bulletList', content: [{ type: 'paragraph', content: [] }] })],
])('%s is not a document', (_, value) => {
  expect(asDocument(value)).toBeUndefined()
})

test('the text of a document is its words, a line a block', () => {
  const item = { type: 'listItem', content: [{ type: 'paragraph', content: [text('b')] }] }
  const document = asDocument(
    doc({ type: 'paragraph', content: [text('a')] }, { type: 'bulletList', content: [item] }),
  )
  expect(plainText(document ?? null)).toBe('a\nb')
})
