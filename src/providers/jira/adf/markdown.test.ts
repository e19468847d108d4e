import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asDocument } from '../../../../simulators/jira/adf/check.ts'
import { printMarkdown } from '../markdown/print.ts'
import { documents, outline } from '../testing/documents.ts'
import { adfFromMarkdown } from './from-markdown.ts'
import { adfToMarkdown } from './to-markdown.ts'

const documentOf = (markdown: string) => ({
  type: 'doc',
  version: 1,
  content: adfFromMarkdown(markdown).content,
})
const there = (markdown: string) => adfFromMarkdown(markdown)
const back = (...content: unknown[]) => adfToMarkdown({ type: 'doc', version: 1, content })
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content })
const text = (words: string, ...marks: unknown[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks }),
})

describe('Markdown and Jira’s documents', () => {
  test('what both carry goes there and back with its text and its structure', () => {
    fc.assert(
      fc.property(documents({ tasks: true }), (root) => {
        const markdown = printMarkdown(root)
        const { content, lost } = adfFromMarkdown(markdown)
        const again = adfToMarkdown({ type: 'doc', version: 1, content })
        expect(asDocument(documentOf(markdown))).toBeDefined()
        expect([lost, again.lost]).toEqual([[], []])
        expect(outline(again.text)).toEqual(outline(markdown))
      }),
      { numRuns: 120 },
    )
  })

  test('any text at all becomes a document that Jira takes, and that can be read', () => {
    const pieces = fc.constantFrom(
      '> ',
      '- ',
      '1. ',
      '\n',
      '\n\n',
      '    ',
      '`',
      '```',
      '*',
      '__',
      '[',
      '](',
      ')',
      '|',
      '|-|',
      '<a>',
      '![',
      '[^1]',
      '- [ ] ',
      '# ',
      'x',
      ' ',
      '~~',
      '\\',
    )
    const any = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(any, (markdown) => {
        const document = documentOf(markdown)
        expect(asDocument(document)).toBeDefined()
        adfToMarkdown(document)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['quotes', '>'.repeat(10_000)],
    ['quotes with blanks', '> '.repeat(10_000)],
    ['lists', `${'- '.repeat(10_000)}x`],
    ['numbered lists', `${'1. '.repeat(10_000)}x`],
    ['marks', `${'*'.repeat(10_000)}a${'*'.repeat(10_000)}`],
    ['links', `${'['.repeat(10_000)}a${'](b)'.repeat(10_000)}`],
    ['lists by indent', Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ])('%s in each other without end are cut, and that is said', (_, markdown) => {
    const { lost } = adfFromMarkdown(markdown)
    expect(lost).toContain('formatting that is nested very deeply')
    expect(asDocument(documentOf(markdown))).toBeDefined()
  })

  test('raw HTML is text', () => {
    const html = '<script>alert(1)</script>\n\nA <b onclick="x()">bold</b> word'
    const { content, lost } = there(html)
    expect(JSON.stringify(content)).not.toContain('strong')
    expect(content[0]).toEqual(paragraph(text('<script>alert(1)</script>')))
    expect(lost).toEqual([])
  })

  test('a line end is a line break, as it was typed', () => {
    expect(there('one\ntwo').content).toEqual([paragraph(text('one'), { type: 'hardBreak' }, text('two'))])
  })

  test('a mention and an emoji are their text, both ways', () => {
    expect(there('Ask @Mara 🙂').content).toEqual([paragraph(text('Ask @Mara 🙂'))])
    const mention = { type: 'mention', attrs: { id: '5b10', text: '@Mara Lindqvist' } }
    const emoji = { type: 'emoji', attrs: { shortName: ':smile:', text: '🙂' } }
    expect(back(paragraph(text('Ask '), mention, text(' '), emoji))).toEqual({
      text: 'Ask @Mara Lindqvist 🙂',
      lost: [],
    })
  })
})

describe('What a document cannot carry is named', () => {
  test.each([
    ['![x](https://example.com/x.png)', 'an embedded picture “x”', 'x'],
    ['[click](javascript:alert(1))', 'a link to “javascript:alert(1)”', 'click'],
    ['| a | b |\n| - | -: |\n| 1 | 2 |', 'the alignment of a table’s columns', '2'],
    ['> # Big', 'a heading inside a quote', 'Big'],
    ['> > inner', 'a quote inside a quote', 'inner'],
    ['- | a |\n  | - |\n  | b |', 'a table inside a list', 'b'],
    ['- [ ] one\n- two', 'the check boxes of a list', '☐ one'],
    ['See[^1].\n\n[^1]: the note', 'a footnote', 'the note'],
    ['**`x`**', 'the style of a piece of code', 'x'],
  ])('%j', (markdown, name, kept) => {
    const { content, lost } = there(markdown)
    expect(lost).toEqual([name])
    expect(adfToMarkdown({ type: 'doc', version: 1, content }).text).toContain(kept)
  })
})

describe('What Markdown cannot say is named, and the words stay', () => {
  const media = { type: 'media', attrs: { type: 'file', id: '1', alt: 'x.png' } }
  const cell = (...content: unknown[]) => ({ type: 'tableCell', content })
  test.each<[string, unknown, { name: string; kept: string }]>([
    [
      'a panel',
      { type: 'panel', attrs: { panelType: 'info' }, content: [paragraph(text('Mind'))] },
      { name: 'a panel’s colour', kept: '> Mind' },
    ],
    [
      'a picture',
      { type: 'mediaSingle', content: [media] },
      { name: 'an embedded picture “x.png”', kept: 'x.png' },
    ],
    ['underline', paragraph(text('u', { type: 'underline' })), { name: 'underlined text', kept: 'u' }],
    [
      'a colour',
      paragraph(text('red', { type: 'textColor', attrs: { color: '#f00' } })),
      { name: 'a text’s colour', kept: 'red' },
    ],
    [
      'a status',
      paragraph({ type: 'status', attrs: { text: 'DONE', color: 'green' } }),
      { name: 'a status’s colour', kept: 'DONE' },
    ],
    [
      'a fold',
      { type: 'expand', attrs: { title: 'More' }, content: [paragraph(text('in'))] },
      { name: 'a section that can be folded away', kept: '**More**\n\nin' },
    ],
    [
      'a bad link',
      paragraph(text('go', { type: 'link', attrs: { href: 'javascript:x' } })),
      { name: 'a link to “javascript:x”', kept: 'go' },
    ],
    [
      'an app’s part',
      { type: 'bodiedExtension', attrs: { extensionKey: 'toc' }, content: [paragraph(text('list'))] },
      { name: 'a part that the app “toc” shows', kept: 'list' },
    ],
    [
      'an unknown part',
      { type: 'hologram', content: [paragraph(text('deep'))] },
      { name: 'a part of the kind “hologram”', kept: 'deep' },
    ],
    [
      'an unknown mark',
      paragraph(text('x', { type: 'sparkle' })),
      { name: 'the formatting “sparkle”', kept: 'x' },
    ],
    [
      'joined cells',
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ ...cell(paragraph(text('w'))), attrs: { colspan: 2 } }] }],
      },
      { name: 'table cells that go over several columns or rows', kept: 'w' },
    ],
    [
      'a list in a cell',
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [cell(paragraph(text('a')), paragraph(text('b')))] }],
      },
      { name: 'lines and lists inside a table’s cell', kept: 'a b' },
    ],
  ])('%s', (_, node, { name, kept }) => {
    const said = back(node)
    expect(said.lost).toEqual([name])
    expect(said.text).toContain(kept)
  })

  test('each thing once', () => {
    const red = paragraph(text('red', { type: 'textColor' }))
    expect(back(red, red, red).lost).toEqual(['a text’s colour'])
  })

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a number', 7],
    ['a text', 'words'],
    ['a list', []],
    ['content that is no list', { type: 'doc', content: 'x' }],
    [
      'nulls',
      {
        type: 'doc',
        content: [null, { type: 'paragraph', content: [null, { type: 'text', text: null, marks: null }] }],
      },
    ],
  ])('%s instead of a document does no harm', (_, value) => {
    expect(typeof adfToMarkdown(value).text).toBe('string')
  })

  test('a document nested without end is cut, and its words stay', () => {
    let node: unknown = paragraph(text('deep'))
    for (let depth = 0; depth < 10_000; depth += 1) node = { type: 'blockquote', content: [node] }
    expect(back(node)).toMatchObject({
      text: expect.stringContaining('deep'),
      lost: ['formatting that is nested very deeply'],
    })
  })
})
