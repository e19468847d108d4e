import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { commentOf, descriptionOf, refOf } from './html.ts'

const draft = { title: 'T', description: '', facts: [] }

test('Paragraphs, facts and the way back become HTML', () => {
  const html = descriptionOf({
    ...draft,
    description: 'One\ntwo\n\n\nthree\n',
    facts: [{ label: 'Saving', value: '120 EUR' }],
    backlink: { label: 'T-17', url: 'https://hub.example/t/17?a=1&b="2"' },
  })
  expect(html).toBe(
    '<p>One<br>two</p><p>three</p><hr><ul><li><b>Saving:</b> 120 EUR</li></ul>' +
      '<p><a href="https://hub.example/t/17?a=1&amp;b=&quot;2&quot;">T-17</a></p>',
  )
})

test('Nothing becomes nothing, and a rule stands only between two parts', () => {
  expect(descriptionOf(draft)).toBe('')
  expect(descriptionOf({ ...draft, description: 'x' })).toBe('<p>x</p>')
  expect(descriptionOf({ ...draft, facts: [{ label: 'a', value: '' }] })).not.toContain('<hr>')
})

test('Columns and indents survive', () => {
  const html = descriptionOf({ ...draft, description: 'a  b\n  c\td' })
  expect(html).toBe('<p>a&nbsp; b<br>&nbsp; c&nbsp;&nbsp;&nbsp; d</p>')
})

test('AX4 · no text of a user becomes a tag or ends an attribute', () => {
  const text = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', ' ', '\n', '/') })
  fc.assert(
    fc.property(text, text, (one, two) => {
      const html = descriptionOf({
        ...draft,
        description: one,
        facts: [{ label: one, value: two }],
        backlink: { label: two, url: `https://hub.example/${one}` },
      })
      const tags = html.match(/<[^>]*>/gu) ?? []
      for (const tag of tags) {
        expect(tag).toMatch(/^<(?:\/?(?:p|b|ul|li|br|hr|a)|a href="[^"<>]*")>$/u)
      }
    }),
  )
})

test('A comment names its author and carries its marker where everybody sees it', () => {
  const html = commentOf({ text: 'Please <look>.', author: 'Ada & Co', marker: 'm1' })
  expect(html).toContain('<b>Ada &amp; Co:</b>')
  expect(html).toContain('<p>Please &lt;look&gt;.</p>')
  expect(html.replace(/<[^>]*>/gu, ' ')).toContain(refOf('m1'))
})
