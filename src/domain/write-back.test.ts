import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  exampleValues,
  fillWriteBack,
  originOf,
  writeBackFields,
  wrongInWriteBack,
  type WriteBackTemplate,
} from './write-back.ts'

const template = (fields: Partial<WriteBackTemplate> = {}): WriteBackTemplate => ({
  method: 'PUT',
  url: 'https://console.example.com/alarms/{{agent}}/{{rootKey}}',
  headers: [{ name: 'Authorization', value: 'Bearer secret' }],
  body: '{"{{ticketIdName}}": "{{ticketId}}", "page": "{{ ticketUrl }}"}',
  ticketIdName: 'Ticket ID',
  ticketUrlName: 'Ticket URL',
  ...fields,
})
const wrong = (fields: Partial<WriteBackTemplate>) => wrongInWriteBack(template(fields))
const filled = (values: Partial<typeof exampleValues>, fields: Partial<WriteBackTemplate> = {}) =>
  fillWriteBack(template(fields), { ...exampleValues, ...values })

describe('A template', () => {
  test('B25 · with places in address, headers and body is right', () => {
    expect(wrong({})).toEqual([])
    expect(wrong({ headers: [{ name: 'X-Alarm', value: '{{rootKey}}' }] })).toEqual([])
  })

  test.each([
    ['url', { url: 'https://console.example.com/{{ticket}}' }],
    ['headers.0.value', { headers: [{ name: 'X', value: '{{secret}}' }] }],
    ['body', { body: '{"a": "{{constructor}}"}' }],
  ])('that names a field there is not is refused at %s, with the fields there are', (field, fields) => {
    const [first] = wrong(fields)
    expect(first?.field).toBe(field)
    for (const name of Object.keys(writeBackFields)) expect(first?.message).toContain(name)
  })

  test.each([
    '{{ticketId}}',
    '{"a": {{ticketId}}}',
    '{"a": 1{{ticketId}}}',
    '{"a": "\\{{ticketId}}"}',
    '{"a": "\\u00{{ticketId}}"}',
    '{"a": "{{ticketId}}"',
    'no JSON',
  ])('whose body is no JSON when it is filled is refused: %s', (body) => {
    expect(wrong({ body })).toEqual([{ field: 'body', message: expect.stringContaining('JSON') }])
  })

  test.each([
    'console.example.com/alarms',
    'ftp://console.example.com/',
    'https://{{agent}}.example.com/',
    'https://console.example.com{{agent}}/',
    'https://console.example.com:{{agent}}/',
    '{{ticketUrl}}',
    'https://me:secret@console.example.com/',
    'https://{{agent}}@console.example.com/',
    'https://console.example.com/../{{agent}}',
    'https://console.example.com/#{{agent}}',
  ])('whose address could lead elsewhere is refused: %s', (url) => {
    expect(wrong({ url }).map(({ field }) => field)).toEqual(['url'])
  })

  test.each(['Host', 'content-length', 'Bad Name', 'X:', 'Ä'])('with the header %s is refused', (name) => {
    expect(wrong({ headers: [{ name, value: 'x' }] })).toEqual([
      { field: 'headers.0.name', message: expect.any(String) },
    ])
  })
})

describe('A filled template', () => {
  test('B25, BX22 · has the alarm’s values, and the names of the properties as they are set', () => {
    expect(filled({ ticketIdName: 'Incident', ticketId: 'INFRA-7' })).toEqual({
      request: {
        method: 'PUT',
        url: 'https://console.example.com/alarms/34/34%2F100',
        headers: [{ name: 'Authorization', value: 'Bearer secret' }],
        body: '{"Incident": "INFRA-7", "page": "https://tracker.example.com/browse/INFRA-12"}',
      },
    })
  })

  test('goes to the same host and path, and is the same JSON, whatever an alarm says', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '/',
        '\\',
        '?',
        '#',
        '@',
        '"',
        '","a":"',
        '{{agent}}',
        '\u2028',
        '\r\nX: y',
      ),
    )
    fc.assert(
      fc.property(texts, texts, (rootKey, elementName) => {
        const made = filled({ rootKey, elementName }, { body: '{"name": "{{elementName}}", "n": 1}' })
        if ('message' in made) return
        const { origin, pathname } = new URL(made.request.url)
        expect(origin).toBe(originOf(template().url))
        expect(pathname.split('/').length).toBe(4)
        expect(JSON.parse(made.request.body)).toEqual({ name: elementName, n: 1 })
      }),
    )
  })

  test('is refused where a value would step out of the path, or is missing in it', () => {
    expect(filled({ rootKey: '..' })).toEqual({ message: expect.stringContaining('address') })
    const url = 'https://console.example.com/{{elementId}}'
    expect(filled({ elementId: '' }, { url })).toEqual({ message: expect.stringContaining('{{elementId}}') })
  })

  test('is refused where a header would hold what no header can', () => {
    const headers = [{ name: 'X-Element', value: '{{elementName}}' }]
    for (const elementName of ['a\r\nX-Admin: yes', 'a\u0000', '日本']) {
      expect(filled({ elementName }, { headers })).toEqual({ message: expect.stringContaining('X-Element') })
    }
  })
})
