import { expect, test } from 'vitest'
import { renderAdf } from './html.ts'
import { plainDocument } from './model.ts'

test('a document is shown with its text escaped', () => {
  expect(renderAdf(plainDocument('a <img src=x onerror=alert(1)>'))).toBe(
    '<p>a &lt;img src=x onerror=alert(1)&gt;</p>',
  )
})

test.each([
  [
    'https://a.example/?x="1"',
    '<p><a href="https://a.example/?x=&quot;1&quot;" rel="noopener noreferrer nofollow">go</a></p>',
  ],
  ['javascript:alert(1)', '<p>go</p>'],
])('a link to %s is shown as %s', (href, shown) => {
  const marks = [{ type: 'link', attrs: { href } }]
  const text = { type: 'text', text: 'go', marks }
  expect(renderAdf({ type: 'doc', version: 1, content: [{ type: 'paragraph', content: [text] }] })).toBe(
    shown,
  )
})
