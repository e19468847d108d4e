import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSortValue, sortValue } from './sort-value.ts'

/** All that stand in the partners’ contract. */
const examples = {
  cD0yMDE5LTA1LTE3VDA4JTNBNTElM0EyMy4xODYwODda: '2019-05-17T08:51:23.186087Z',
  cD0yMDE5LTA1LTE3VDEyJTNBMTUlM0ExNy44NzE3NTBa: '2019-05-17T12:15:17.871750Z',
  cD0yMDE5LTA1LTE3VDExJTNBNTUlM0EyMy45MjUxMzJa: '2019-05-17T11:55:23.925132Z',
  cD0yMDE5LTA1LTE3VDExJTNBNTQlM0EyNy4yMjQ4MzNa: '2019-05-17T11:54:27.224833Z',
  cD0yMDE5LTA1LTE3VDExJTNBNTMlM0ExMS43Mzg2NDha: '2019-05-17T11:53:11.738648Z',
  cD0yMDE5LTA1LTE3VDA4JTNBNTElM0EyMi42MDg5NjRa: '2019-05-17T08:51:22.608964Z',
}

test.each(Object.entries(examples))(
  'D45, D47 · %s is made of %s and read as it, byte for byte',
  (value, time) => {
    expect(sortValue({ time, id: undefined })).toBe(value)
    expect(parseSortValue(value)).toEqual({ time, id: undefined })
  },
)

const times = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString())

test('D45, D46 · What is made of any time can be read again; six digits make 44 characters without padding', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 999 }), (iso, micros) => {
      const time = `${iso.slice(0, -1)}${String(micros).padStart(3, '0')}Z`
      const value = sortValue({ time, id: undefined })
      expect(value).toMatch(/^[\w]{44}$/u)
      expect(parseSortValue(value)).toEqual({ time, id: undefined })
    }),
  )
})

test('D46 · A time without a fraction makes 36 characters that end in one =; both alphabets are read', () => {
  const value = sortValue({ time: '2019-05-17T08:51:23Z', id: undefined })
  expect([value.length, value.endsWith('='), value.endsWith('==')]).toEqual([36, true, false])
  expect(parseSortValue(value)).toEqual({ time: '2019-05-17T08:51:23Z', id: undefined })
  const odd = Buffer.from('p=2019-05-17T08%3A51%3A23Z&r=~~~???>>>').toString('base64')
  const safe = odd.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  expect(odd).not.toBe(safe)
  expect([parseSortValue(odd), parseSortValue(safe)]).toEqual([
    { time: '2019-05-17T08:51:23Z', id: undefined },
    { time: '2019-05-17T08:51:23Z', id: undefined },
  ])
})

test('DX16, D48 · A further key stands after p, which stays what it is; keys that are not known are passed over', () => {
  const time = '2019-05-17T08:51:23.186087Z'
  const value = sortValue({ time, id: 989 })
  expect(Buffer.from(value, 'base64').toString()).toBe('p=2019-05-17T08%3A51%3A23.186087Z&i=989')
  expect(parseSortValue(value)).toEqual({ time, id: 989 })
  const more = Buffer.from('r=1&p=2019-05-17T08%3A51%3A23.186087Z&o=7').toString('base64')
  expect(parseSortValue(more)).toEqual({ time, id: undefined })
})

const of = (text: string) => Buffer.from(text).toString('base64')

test.each([
  '',
  'x',
  '%',
  'cD0yMDE5LTA1LTE3VDA4JTNBNTElM0EyMy4xODYwODd',
  of('p='),
  of('q=2019-05-17T08%3A51%3A23.186087Z'),
  of('p=2019-05-17'),
  of('p=2019-02-30T08%3A51%3A23Z'),
  of('p=2019-05-17T25%3A51%3A23Z'),
  of('p=2019-05-17T08%3A51%3A23.1860871Z'),
  of('p=0000-05-17T08%3A51%3A23Z'),
  of('p=infinity'),
  of("p=2019-05-17T08%3A51%3A23Z'; drop table tickets"),
  of('p=2019-05-17T08%3A51%3A23Z&i=-1'),
  of('p=2019-05-17T08%3A51%3A23Z&i=99999999999999999999'),
  'A'.repeat(401),
])('DX15 · %j is no sort_value', (text) => {
  expect(parseSortValue(text)).toBeUndefined()
})

test('DX15 · No text makes the reader fail, and what it takes is a time that exists', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string().map(of)), (text) => {
      const position = parseSortValue(text)
      if (position) expect(Number.isNaN(Date.parse(position.time))).toBe(false)
    }),
  )
})
