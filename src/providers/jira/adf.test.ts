import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Draft } from '../provider.ts'
import { type AdfNode, commentOf, descriptionOf, plainText } from './adf.ts'

const draft: Draft = { title: 't', description: '', facts: [] }
const nodesOf = (node: AdfNode): AdfNode[] => [node, ...(node.content ?? []).flatMap(nodesOf)]

test('Paragraphs, a rule, the facts and the link back, in this order', () => {
  const { value: document } = descriptionOf({
    ...draft,
    description: 'One\ntwo\n\n\n three ',
    facts: [{ label: 'Saving', value: '120 EUR' }],
    backlink: { label: 'T-17', url: 'https://hub.example/t/17' },
  })
  expect(document.content.map(({ type }) => type)).toEqual([
    'paragraph',
    'paragraph',
    'rule',
    'bulletList',
    'paragraph',
  ])
  expect(plainText(document)).toBe('One\ntwo\nthree\n\nSaving: 120 EUR\nT-17\n')
  const links = nodesOf(document).flatMap(({ marks }) => marks?.filter(({ type }) => type === 'link') ?? [])
  expect(links).toEqual([{ type: 'link', attrs: { href: 'https://hub.example/t/17' } }])
})

test('Without a description there is no rule above the context', () => {
  const { value: document } = descriptionOf({ ...draft, facts: [{ label: 'Saving', value: '' }] })
  expect(document.content.map(({ type }) => type)).toEqual(['bulletList'])
})

test('A comment says who speaks', () => {
  expect(plainText(commentOf({ text: 'Hello\n\nthere', author: 'Ada\nL.' }).value)).toBe(
    'Ada L.:\nHello\nthere\n',
  )
})

test('Any text becomes a valid document: no empty text, no line end or control character but a tab within a text', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  const hostile = fc
    .array(fc.oneof(text, fc.constantFrom('\n', '\n\n', '\r\n', ' ', '\u0000')))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(hostile, hostile, hostile, (description, label, value) => {
      const { value: document } = descriptionOf({ ...draft, description, facts: [{ label, value }] })
      for (const node of nodesOf(document)) {
        if (node.type === 'text') expect(node.text).toMatch(/^[\P{Cc}\t]+$/u)
        if (node.text !== undefined) expect(node.text.isWellFormed()).toBe(true)
        if (node.type === 'paragraph') expect(node.content?.length).toBeGreaterThan(0)
      }
    }),
  )
})

test('Words are read out of documents with nodes that the hub does not know', () => {
  const panel = { type: 'panel', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Note' }] }] }
  const mention = {
    type: 'paragraph',
    content: [{ type: 'mention', text: '@Ada' }, { type: 'hardBreak' }, { type: 'text', text: 'hi' }],
  }
  expect(plainText({ type: 'doc', content: [panel, mention] })).toBe('Note\n@Ada\nhi\n')
})
