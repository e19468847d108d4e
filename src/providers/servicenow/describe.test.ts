import { expect, test } from 'vitest'
import { descriptionOf, markOf, noteOf } from './describe.ts'

test('A description is the user’s words, the facts line by line, and the way back', () => {
  const text = descriptionOf({
    title: 't',
    description: 'The disk is full.  \r\n\r\n\r\n\r\nPlease enlarge it.\n',
    facts: [
      { label: 'Saving', value: '120 EUR\na month' },
      { label: 'Region', value: '' },
    ],
    backlink: { label: 'Ticket T-17 in Crosstie', url: 'https://hub.example/t/17' },
  })
  expect(text).toBe(
    'The disk is full.\n\nPlease enlarge it.\n\nSaving: 120 EUR a month\nRegion:\n\nTicket T-17 in Crosstie: https://hub.example/t/17',
  )
})

test('A note says who speaks and ends with the mark', () => {
  expect(noteOf({ author: 'Ada\n', text: 'Look, please.', marker: 'm-1' })).toBe(
    `Ada:\nLook, please.\n\n${markOf('m-1')}`,
  )
  expect(noteOf({ author: ' ', text: 'x', marker: 'm' })).toMatch(/^Crosstie:\n/u)
})

test.each(['[code]<a href="https://evil.example">sign in</a>[/code]', '[CODE]<b>x</b>[/Code]'])(
  'A comment cannot put HTML into the journal: %s',
  (text) => {
    const note = noteOf({ author: text, text, marker: 'm' })
    expect(note).not.toMatch(/\[\/?code\]/iu)
    // Nothing that people see has changed.
    expect(note.replaceAll('\u200B', '')).toContain(text)
  },
)
