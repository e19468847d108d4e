import { array, assert, constantFrom, property } from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parseMarkdown, safeAddress } from './parse.ts'
import Rendered from './rendered.tsx'

const drawn = (text: string) => renderToStaticMarkup(<Rendered text={text} />)

test('the ordinary things are drawn', () => {
  const html = drawn(
    '# Head\n\n**bold** _it_ ~~no~~ `x`\n\n- [x] done\n- b\n\n3. c\n\n> said\n\n| a | b |\n|-|-|\n| 1 | 2 |',
  )
  for (const part of ['<h4>', '<strong>bold</strong>', '<em>it</em>', '<del>no</del>', '<code>x</code>']) {
    expect(html).toContain(part)
  }
  for (const part of ['☑ ', '<ol start="3">', '<blockquote>', '<th>a</th>', '<td>2</td>']) {
    expect(html).toContain(part)
  }
})

test('a line end is a line break, as it becomes one in Jira', () => {
  expect(drawn('one\ntwo **three\nfour**')).toContain('one<br/>two <strong>three<br/>four</strong>')
})

test('HTML is shown as it is written, and never becomes any', () => {
  const html = drawn('<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> b <b>c</b>')
  expect(html).not.toMatch(/<(script|img|b)\b/u)
  expect(html).toContain('&lt;script&gt;')
})

test.each([
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#x09;script:alert(1))',
  '[x](data:text/html,<script>1</script>)',
  '[x](vbscript:x)',
  '[x](/v1/me)',
  '[x](//evil.example)',
  '[x]\n\n[x]: javascript:alert(1)',
  '![x](javascript:alert(1))',
  '<javascript:alert(1)>',
])('%s is only its words', (text) => {
  expect(drawn(text)).not.toContain('<a')
})

test('links lead to the web and to mail, without giving away the page', () => {
  const html = drawn('[a](https://example.com/a?b=c) <mailto:a@example.com> [r]\n\n[r]: http://example.com/r')
  expect(html.match(/<a /gu)).toHaveLength(3)
  expect(html.match(/rel="noopener noreferrer nofollow"/gu)).toHaveLength(3)
  expect(safeAddress('https://example.com')).toBe('https://example.com/')
})

test('a picture from elsewhere is not fetched: it is a link', () => {
  const html = drawn('![map](https://example.com/map.png)')
  expect(html).not.toContain('<img')
  expect(html).toContain('Picture: map')
})

test.each([
  ['quotes', '>'.repeat(32_000)],
  ['lists', '- '.repeat(16_000) + 'x'],
  ['marks', `${'*_'.repeat(16_000)}a`],
  ['brackets', '['.repeat(32_000)],
  ['ends of links', ']('.repeat(16_000)],
  ['a nested list', Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- ${depth}`).join('\n')],
])('deep nesting does not hold up the page: %s', (_name, text) => {
  expect(drawn(text).length).toBeGreaterThan(0)
})

test('no text whatsoever throws, or makes an element that was not meant', () => {
  const piece = constantFrom(
    '<',
    '>',
    '[',
    '](',
    'javascript:',
    '"',
    '*',
    '_',
    '`',
    '\n',
    '- ',
    '|',
    '<script>',
    'x',
    '&#60;',
    '![',
  )
  assert(
    property(array(piece, { maxLength: 40 }), (pieces) => {
      const html = drawn(pieces.join(''))
      expect(html).not.toMatch(/<(script|img|iframe|style)\b/iu)
      expect(html).not.toMatch(/href="(?!https?:|mailto:)/u)
    }),
  )
})

test('what is too much is no tree', () => {
  expect(parseMarkdown('>'.repeat(100))).toBeNull()
  expect(parseMarkdown(']('.repeat(16_000))).toBeNull()
  expect(parseMarkdown('---')).not.toBeNull()
})
