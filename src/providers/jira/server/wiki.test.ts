import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText as shownText } from '../../../../simulators/jira/adf/text.ts'
import { readWiki } from '../../../../simulators/jira/server/wiki.ts'
import { escapeWiki } from './wiki-escape.ts'
import { wikiComment, wikiDescription } from './wiki.ts'

/** What people see of a markup. */
const shown = (wiki: string) => shownText(readWiki(wiki))

test.each([
  '*bold* _slanted_ -struck- +under+ ^up^ ~down~ {{mono}} ??cited??',
  '{code}x{code} {noformat} {color:red}red{color} {quote}',
  '[click|https://evil.example] [~admin] !image.png! |a|b| ||c||',
  String.raw`\\server\share \* \{code} a\\b`,
  'h1. not a heading',
  'bq. not a quote',
  '---- -- --- - x',
  '# one',
  '* one',
  '(!) (on) (*) :) :-( ;) :P :D',
  '&#42; &amp; &lt;b&gt; & <b>x</b>',
  'db-3 is at 93 %, see disk_full_at and a - b',
  '"quoted" {"json":1} ${x} 😀 Ünï',
])('AX4 · %s is shown as it was written', (words) => {
  expect(shown(escapeWiki(words))).toBe(words)
})

test('AX4 · so is any text on one line', () => {
  const signs = constantFrom(...Array.from(String.raw`\*_-+^~?{}[]()!|#&;:<>. aBh1PD42é/`))
  const line = string({ unit: signs, maxLength: 30 }).map((text) => text.trim())
  assert(
    property(line, (words) => {
      expect(shown(escapeWiki(words))).toBe(words)
    }),
    { numRuns: 2000 },
  )
})

test('What reads well stays as it is: names with hyphens, addresses', () => {
  for (const words of [
    'db-3 at disk_full.',
    'See https://hub.example.com/t/17?a=b_c-d#e.',
    'A (small) note?',
  ]) {
    expect(escapeWiki(words)).toBe(words)
  }
})

describe('A description', () => {
  const draft = { title: 'x', description: 'One.\r\n\r\n\r\nTwo\u0007 *lines*\nof text.', facts: [] }

  test('keeps the paragraphs and line breaks', () => {
    expect(wikiDescription(draft).value).toBe('One.\n\nTwo \\*lines\\*\nof text.')
  })

  test('has facts and the way back under a rule', () => {
    const facts = [{ label: 'Saving', value: '120 EUR | month' }]
    const backlink = { label: 'Ticket [T-17]', url: 'https://hub.example/t/17?x=a|b]' }
    expect(wikiDescription({ ...draft, description: 'One.', facts, backlink }).value).toBe(
      'One.\n\n----\n\n* *Saving:* 120 EUR \\| month\n\n[Ticket \\[T-17\\]|https://hub.example/t/17?x=a%7Cb%5D]',
    )
  })

  test('is empty where there is nothing to say', () => {
    expect(wikiDescription({ title: 'x', description: ' \n', facts: [] }).value).toBe('')
  })
})

test('A comment says who speaks', () => {
  expect(wikiComment({ text: 'Look *here*.', author: 'Ada' }).value).toBe('*Ada:*\n\nLook \\*here\\*.')
  expect(wikiComment({ text: '', author: '' }).value).toBe('*Crosstie:*')
})
