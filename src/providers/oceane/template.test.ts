import { describe, expect, test } from 'vitest'
import { filterName, placeOf, textAt, textsAt } from './places.ts'
import { fill, placeFor, readTemplate } from './template.ts'

const values = { a: 'A', b: '"B" \\ {{c}}\n', c: '' }

describe('A template', () => {
  test.each([
    ['texts around a placeholder stay', { x: 'is {{a}}, {{ a }}' }, { x: 'is A, A' }],
    ['what is no text stays', { x: [1, true, null, 'y'] }, { x: [1, true, null, 'y'] }],
    ['a value is a text, whatever is in it', { x: '{{b}}' }, { x: '"B" \\ {{c}}\n' }],
    ['a member without a value is left out', { x: '{{c}}', y: '{{a}} {{missing}}', z: '{{a}}' }, { z: 'A' }],
    [
      'so is an object that lacks one',
      { x: { id: '{{c}}', role: 'r' }, y: { id: '{{a}}' } },
      { y: { id: 'A' } },
    ],
    ['and an entry of a list', { x: [{ id: '{{c}}' }, { id: '{{a}}' }] }, { x: [{ id: 'A' }] }],
    ['and a list without entries', { x: [{ id: '{{c}}' }], y: '{{a}}' }, { y: 'A' }],
    ['but not the object around it', { x: { y: { id: '{{c}}' }, z: '{{a}}' } }, { x: { z: 'A' } }],
    ['an empty list that was meant stays', { x: [] }, { x: [] }],
  ])('%s', (_, template, body) => {
    expect(fill(template, values)).toEqual(body)
  })

  test('is read with its names checked', () => {
    expect(readTemplate('{"x": ["{{a}}"]}', ['a'])).toEqual({ template: { x: ['{{a}}'] } })
    expect(readTemplate('{"x": "{{z}}"}', ['a', 'b'])).toEqual({
      message: 'There is no field {{z}}. There are: a, b.',
    })
    expect(readTemplate('{"x": "{{__proto__}}"}', ['a'])).toHaveProperty('message')
  })

  test('tells where a placeholder stands alone', () => {
    const template = { w: 'by {{a}}', x: { y: [{ z: '{{b}}' }, { z: '{{ a }}' }] } }
    expect(placeFor(template, 'a')).toEqual(['x', 'y', 1, 'z'])
    expect(placeFor(template, 'c')).toBeUndefined()
  })
})

describe('A place', () => {
  const document = { id: 7, data: { items: [{ id: 'x' }, { id: ' ' }, { id: 'y' }] } }

  test.each([
    ['id', '7'],
    ['data.items.0.id', 'x'],
    ['data.items[2].id', 'y'],
    ['data.items[1].id', undefined],
    ['data', undefined],
    ['toString.name', undefined],
  ])('%s holds %s', (place, text) => {
    expect(textAt(document, placeOf(place) ?? [])).toBe(text)
  })

  test('in a list is looked for in every entry, and filtered by without numbers', () => {
    const place = ['data', 'items', 0, 'id']
    expect(textsAt(document, place)).toEqual(['x', 'y'])
    expect(filterName(place)).toBe('data.items.id')
  })

  test.each(['', 'a..b', 'a b', '.a', 'a[x]'])('“%s” is none', (place) => {
    expect(placeOf(place)).toBeUndefined()
  })
})
