import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printMarkdown } from '../markdown/print.ts'
import { documents, outline } from '../testing/documents.ts'
import { wikiFromMarkdown } from './wiki-from-markdown.ts'
import { wikiToMarkdown } from './wiki-to-markdown.ts'

describe('Markdown and Jira’s wiki markup', () => {
  test('what both carry goes there and back with its text and its structure', () => {
    fc.assert(
      fc.property(documents({ tasks: false }), (root) => {
        const markdown = printMarkdown(root)
        const { value, lost } = wikiFromMarkdown(markdown)
        const again = wikiToMarkdown(value)
        expect([lost, again.lost]).toEqual([[], []])
        expect(outline(again.text)).toEqual(outline(markdown))
      }),
      { numRuns: 120 },
    )
  })

  test('any text at all can be written and read', () => {
    const pieces = fc.constantFrom(
      '{code}',
      '{quote}',
      '{noformat}',
      '{color:red}',
      '{color}',
      '{{',
      '}}',
      '* ',
      '# ',
      '*',
      '_',
      '-',
      '||',
      '|',
      '[',
      ']',
      '[~',
      '!',
      'h1. ',
      'bq. ',
      '\\',
      '&#42;',
      '\n',
      ' ',
      'x',
      '{panel:title=y}',
      '{panel}',
      '{*}',
    )
    const any = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(any, (words) => {
        expect(typeof wikiToMarkdown(words).text).toBe('string')
        expect(typeof wikiFromMarkdown(words).value).toBe('string')
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['**b** _i_ ~~s~~ `c`', '*b* _i_ -s- {{c}}'],
    ['x**y**z', 'x{*}y{*}z'],
    ['## Title', 'h2. Title'],
    ['- a\n  1. b', '* a\n*# b'],
    ['| a | b |\n| - | - |\n| 1 | 2 |', '||a||b||\n|1|2|'],
    ['```sql\nselect 1\n```', '{code:sql}\nselect 1\n{code}'],
    ['```\nplain\n```', '{noformat}\nplain\n{noformat}'],
    ['> quote', '{quote}\nquote\n{quote}'],
    ['[page](https://example.com/a)', '[page|https://example.com/a]'],
    ['---', '----'],
    ['Not *[a]* {macro} h1.', 'Not _\\[a\\]_ \\{macro\\} h1.'],
  ])('%j is written as %j', (markdown, wiki) => {
    expect(wikiFromMarkdown(markdown)).toEqual({ value: wiki, lost: [] })
  })

  test.each([
    ['*bold* and _em_, +under+', '**bold** and *em*, under', ['underlined text']],
    ['Ask [~mara.lindqvist] (!)', 'Ask @mara.lindqvist ⚠️', []],
    ['{color:red}hot{color} stuff', 'hot stuff', ['a text’s colour']],
    ['{quote}said{quote}', '> said', []],
    ['bq. said', '> said', []],
    ['{panel:title=Mind|bgColor=red}\nthis\n{panel}', '> **Mind**\n>\n> this', ['a panel’s colour']],
    ['{code:title=a.sql|sql}\nselect 1\n{code}', '```\nselect 1\n```', ['a code block’s title “a.sql”']],
    ['See !x.png|thumbnail!', 'See x.png', ['an embedded picture “x.png”']],
    ['{toc:style=square}', '{toc:style=square}', ['the macro “{toc}”']],
    ['[the log|^a.log]', '\\[the log|^a.log]', ['a link “[the log|^a.log]”']],
    ['[^a.log]', 'a.log', ['a link to the file “a.log”']],
    ['\\*not bold\\*', '\\*not bold\\*', []],
    ['one\ntwo\\\\three', 'one\\\ntwo\\\nthree', []],
    ['{code}never ends', '{code}never ends', ['the macro “{code}”']],
    ['[https://shown.example|https://meant.example]', '[https://shown.example](https://meant.example)', []],
    ['*Look out\\!* and _a\\*_', '**Look out!** and *a\\**', []],
    ['(*b*) ({{c}}) (*) (y)', '(**b**) (`c`) ⭐ 👍', []],
  ])('%j is read as %j', (wiki, text, lost) => {
    expect(wikiToMarkdown(wiki)).toEqual({ text, lost })
  })

  test.each([
    ['- [ ] one\n- [x] two', 'the check boxes of a list', '☑ two'],
    ['```cobol\nx\n```', 'a code block’s language “cobol”', 'x'],
    ['3. three', 'the number at which a list begins', 'three'],
    ['- one\n\n  more', 'the paragraphs of a list’s item', 'more'],
  ])('what the markup cannot say of %j is named', (markdown, name, kept) => {
    const { value, lost } = wikiFromMarkdown(markdown)
    expect(lost).toEqual([name])
    expect(value).toContain(kept)
  })

  test('markup that opens without end is read in a moment', () => {
    for (const sign of ['{*}a', '*_', '[a|', '{color}', '!x', '{{', '|[', '{quote}', '\\']) {
      expect(typeof wikiToMarkdown(sign.repeat(4000)).text).toBe('string')
    }
  })
})
