import { expect, test } from 'vitest'
import { deepest } from './storable.ts'
import { read, refusalOf } from './testing/read.ts'

const minimal = { key: 'idle-1', title: 'Delete the idle disk' }

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 'core')

test.each([
  ['title', { ...minimal, title: 'a\u0000b' }],
  ['recommendations.1.raw.deep.0', { recommendations: [minimal, { ...minimal, raw: { deep: ['\uD83D'] } }] }],
  ['raw', { ...minimal, raw: { 'a\u0000b': 1 } }],
  ['items.0.other', { items: [{ recommendationId: 'rec-1', other: '\u0000' }] }],
  ['body', '\u0000'],
])('a text that no database keeps is refused where it stands, at %s', (path, document) => {
  expect(refusalOf(document).path).toBe(path)
})

test('whole emoji, line ends and tabs are kept', () => {
  expect(read({ ...minimal, description: '😀\n\tfine' }).findings[0]?.description).toBe('😀\n\tfine')
})

test('a document nested too deep is refused instead of exhausting the stack', () => {
  expect(refusalOf({ ...minimal, raw: nested(50_000) })).toEqual({
    path: 'raw.inner.inner',
    message: `nested at most ${deepest} levels deep`,
  })
  expect(read({ ...minimal, raw: nested(deepest - 2) }).findings).toHaveLength(1)
})
