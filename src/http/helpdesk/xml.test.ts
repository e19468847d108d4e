import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadDocument, type Element } from './document.ts'
import { parseXml } from './parse-xml.ts'
import { printXml, type Printable } from './print-xml.ts'

const leaf = (name: string, text: string): Element => ({ name, text, children: [] })

/** What a printed document says when it is read again. */
function elementOf(name: string, value: Printable): Element {
  if (value === null) return leaf(name, '')
  if (Array.isArray(value)) throw new Error('A list is its element repeated.')
  if (typeof value !== 'object') return leaf(name, String(value))
  const children = Object.entries(value).flatMap(([member, of]) =>
    (Array.isArray(of) ? of : [of]).map((one) => elementOf(member, one)),
  )
  return { name, text: '', children }
}

const names = fc.stringMatching(/^[A-Z_a-zé][\w.\-é]{0,12}$/u)
const texts = fc
  .string({ unit: 'grapheme' })
  .filter((text) => /^[\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u.test(text))
const values = fc.letrec<{ value: Printable }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.integer(),
    fc.boolean(),
    fc.array(texts, { minLength: 1, maxLength: 3 }),
    fc.dictionary(names, tie('value'), { minKeys: 1, maxKeys: 4 }),
  ),
})).value

test('What is printed is read as what it was', () => {
  fc.assert(
    fc.property(fc.dictionary(names, values, { minKeys: 1 }), (members) => {
      expect(parseXml(printXml({ Ticket: members }))).toEqual(elementOf('Ticket', members))
    }),
  )
})

test('Whatever a text holds, it is printed so that it can be read', () => {
  const any = fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  })
  fc.assert(
    fc.property(any, (text) => {
      const { children } = parseXml(printXml({ Ticket: { Name: text, Twice: [text, text] } }))
      expect(children).toHaveLength(3)
      for (const { text: read } of children) expect(read).toHaveLength(children[0]?.text.length ?? -1)
    }),
  )
})

test('What XML cannot write is replaced, and said to be unknown', () => {
  const { text } = parseXml(printXml({ Name: 'a\u0000b\u001Bc\uD800d\uFFFEe' }))
  expect(text).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe')
})

test('Random text is read or refused, never anything else', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    '&',
    ';',
    '<a>',
    '</a>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '<?',
    '"',
    '=',
    'a',
    '#x41',
    ' ',
  )
  const soup = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(soup, (text) => {
      try {
        expect(parseXml(text)).toHaveProperty('name')
      } catch (error) {
        expect(error).toBeInstanceOf(BadDocument)
        expect((error as Error).message).toMatch(/at line \d+, column \d+: /u)
      }
    }),
    { numRuns: 2_000 },
  )
})

const refused = (text: string): string => {
  try {
    parseXml(text)
  } catch (error) {
    if (error instanceof BadDocument) return error.message
    throw error
  }
  return 'it was read'
}

test.each([
  ['a DOCTYPE', '<!DOCTYPE Ticket><Ticket/>', 'DOCTYPE'],
  ['a DOCTYPE of somewhere else', '<!DOCTYPE Ticket SYSTEM "file:///etc/passwd"><Ticket/>', 'DOCTYPE'],
  ['an entity', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'DOCTYPE'],
  ['an entity that nobody declared', '<Ticket>&nbsp;</Ticket>', 'undefined entity'],
  ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><Ticket/>', 'UTF-16'],
  ['an element that is not closed', '<Ticket><Name>x</Ticket>', 'line 1, column'],
  ['two outermost elements', '<Ticket/><Ticket/>', 'line 1, column'],
  ['nothing', '', 'line 1, column'],
  ['a control character', '<Ticket>\u0001</Ticket>', 'line 1, column'],
  ['a control character by reference', '<Ticket>&#1;</Ticket>', 'line 1, column'],
  ['text around', 'x<Ticket/>', 'line 1, column'],
])('%s is refused', (_what, text, words) => {
  expect(refused(text)).toContain(words)
})

test('The line is counted', () => {
  expect(refused('<Ticket>\n<Name>\nx</Nome></Ticket>')).toContain('line 3')
})

test('Attributes, comments and processing instructions are passed over; CDATA and the five entities are text', () => {
  const text =
    '<?xml version="1.0"?><?style x?><Ticket id="1" a:b="c"><!-- no --><Name>a &lt;&#x42;&gt; &amp;<![CDATA[ <c> ]]></Name></Ticket>'
  expect(parseXml(text)).toEqual({ name: 'Ticket', text: '', children: [leaf('Name', 'a <B> & <c> ')] })
})

test('Bombs of entities and depth cost nothing', () => {
  const levels = Array.from(
    { length: 30 },
    (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
  )
  const bomb = `<!DOCTYPE a [<!ENTITY e0 "ha">${levels.join('')}]><a>&e30;</a>`
  expect(refused(bomb)).toContain('DOCTYPE')
  expect(refused('<a>'.repeat(300_000))).toContain('nested more than 20 levels')
  expect(refused(`<a ${'b="1" c '.repeat(100_000)}/>`)).toContain('line 1, column')
})

test('Twenty levels are read', () => {
  expect(parseXml('<a>'.repeat(20) + '</a>'.repeat(20)).name).toBe('a')
  expect(refused('<a>'.repeat(21) + '</a>'.repeat(21))).toContain('nested')
})
