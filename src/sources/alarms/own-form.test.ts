import { describe, expect, test } from 'vitest'
import { readOwnAlarms } from './own-form.ts'
import { now, onlyAlarm, refusals } from './testing/read.ts'

const minimal = { rootKey: '4711', elementName: 'Mux 3' }
const read = (body: unknown) => readOwnAlarms(body, now)

describe('An alarm in the hub’s own form', () => {
  test('BX17 · needs a key and an element only, and is titled after element and value', () => {
    expect(onlyAlarm(read(minimal))).toEqual({
      agent: '',
      rootKey: '4711',
      elementId: null,
      elementName: 'Mux 3',
      value: null,
      rootTime: null,
      severity: null,
      state: 'raised',
      title: 'Alarm on Mux 3',
      description: '',
      labels: {},
      url: null,
      raw: minimal,
    })
    expect(onlyAlarm(read({ ...minimal, value: 97.5 })).title).toBe('Mux 3: 97.5')
    expect(onlyAlarm(read({ ...minimal, title: 'Look here' })).title).toBe('Look here')
  })

  test('can say everything that an alarm has', () => {
    const said = {
      agent: '34',
      rootKey: '34/4711',
      elementId: '12',
      elementName: 'Mux 3',
      value: 'No signal',
      severity: 'Critical',
      state: 'cleared',
      title: 'Mux 3 lost its input',
      description: 'Since the works.\n\tSee the plan.',
      labels: { site: 'Lyon' },
      url: 'https://dma.example/alarm?id=4711#top',
    }
    const rootTime = '2026-06-15T08:00:00.123456+02:00'
    const raw = { ...said, rootTime }
    expect(onlyAlarm(read(raw))).toEqual({ ...said, rootTime: new Date('2026-06-15T06:00:00.123Z'), raw })
  })

  test('BX6 · has the same key whether its numbers come as numbers or as text', () => {
    const numbers = onlyAlarm(read({ ...minimal, agent: 34, rootKey: 4711, elementId: 12 }))
    expect(numbers).toMatchObject({ agent: '34', rootKey: '4711', elementId: '12' })
  })

  test('may say null for whatever it has not', () => {
    const nothing = Object.fromEntries(
      ['agent', 'elementId', 'value', 'rootTime', 'severity', 'title', 'description', 'labels', 'url'].map(
        (name) => [name, null],
      ),
    )
    expect(onlyAlarm(read({ ...minimal, ...nothing }))).toMatchObject({ title: 'Alarm on Mux 3', labels: {} })
  })

  test('loses control characters and keeps markup as text', () => {
    const alarm = onlyAlarm(
      read({
        rootKey: ' 47\u000011 ',
        elementName: 'Mux\u0007\r\n3',
        value: '<script>alert(1)</script>\uD83D',
        description: 'a\r\nb\u001B[31m',
      }),
    )
    expect(alarm).toMatchObject({
      rootKey: '4711',
      elementName: 'Mux 3',
      value: '<script>alert(1)</script>\uFFFD',
      description: 'a\nb[31m',
    })
  })

  test('does not pass on a password in its page’s address', () => {
    expect(onlyAlarm(read({ ...minimal, url: 'https://me:secret@dma.example/' })).url).toBe(
      'https://dma.example/',
    )
  })
})

describe('The root time', () => {
  test('BX19 · in the future is taken and warned about, from more than five minutes on', () => {
    const { alarms, warnings } = read({ ...minimal, rootTime: '2026-06-15T14:00:00Z' })
    expect(alarms[0]?.rootTime).toEqual(new Date('2026-06-15T14:00:00Z'))
    expect(warnings).toEqual([expect.stringMatching(/^rootTime 2026-06-15T14:00:00.000Z lies 2 hours in/u)])
    expect(read({ ...minimal, rootTime: '2026-06-15T12:05:00Z' }).warnings).toEqual([])
    expect(read({ alarms: [{ ...minimal, rootTime: '2026-06-15T12:05:01Z' }] }).warnings).toEqual([
      expect.stringMatching(/^alarms\.0\.rootTime .* lies 6 minutes/u),
    ])
  })

  test.each([
    'yesterday',
    '2026-02-30T08:00:00Z',
    '2026-06-15 08:00:00Z',
    '2026-06-15T08:00:00',
    1_750_000_000,
  ])('B21 · %s is refused, since no one could say when that is', (rootTime) => {
    expect(refusals(read({ ...minimal, rootTime }))).toEqual([
      { at: '', field: 'rootTime', message: 'a time like 2026-01-31T08:00:00Z' },
    ])
  })
})

describe('What is wrong in the own form', () => {
  test.each([
    ['rootKey', {}, 'text of 1 to 300 characters, or a whole number'],
    ['rootKey', { rootKey: '\u0001' }, 'text of 1 to 300 characters, or a whole number'],
    ['agent', { agent: 'x'.repeat(301) }, 'text of 1 to 300 characters, or a whole number'],
    ['elementId', { elementId: -1 }, 'text of 1 to 300 characters, or a whole number'],
    ['elementName', { elementName: ' ' }, 'text of 1 to 300 characters'],
    ['value', { value: ['a'] }, 'text of at most 1000 characters'],
    ['severity', { severity: 5 }, 'text of at most 100 characters'],
    ['state', { state: 'firing' }, 'raised or cleared'],
    ['title', { title: 'x'.repeat(251) }, 'text of at most 250 characters'],
    ['description', { description: 'x'.repeat(10_001) }, 'text of at most 10000 characters'],
    ['labels', { labels: ['a'] }, 'an object of texts'],
    ['labels.site', { labels: { site: 5 } }, 'text of at most 1000 characters'],
    ['url', { url: 'javascript:alert(1)' }, 'an http or https address'],
  ])('is named: %s, with what would be right', (field, change, message) => {
    const { rootKey, ...others } = minimal
    const body = field === 'rootKey' ? { ...others, ...change } : { rootKey, ...others, ...change }
    expect(refusals(read(body))).toEqual([{ at: '', field, message }])
  })

  test('is named with every field at once', () => {
    expect(refusals(read({ state: 'on', url: 'x' })).map(({ field }) => field)).toEqual([
      'rootKey',
      'elementName',
      'state',
      'url',
    ])
  })

  test('an unknown member is named, for it is more likely misspelt than meant', () => {
    const body: unknown = JSON.parse(
      '{"rootKey":1,"elementName":"a","rootkey":2,"__proto__":{"state":"cleared"}," ":3}',
    )
    const message = expect.stringContaining('agent, rootKey, elementId')
    expect(refusals(read(body))).toEqual([
      { at: '', field: 'rootkey', message },
      { at: '', field: '__proto__', message },
      { at: '', field: 'no name', message },
    ])
  })

  test.each([[null], ['text'], [[]], [[minimal]], [7]])('%j is no alarm', (body) => {
    expect(refusals(read(body))).toEqual([{ at: '', field: 'body', message: 'an alarm, an object' }])
  })
})

describe('Several alarms at once', () => {
  test('come under `alarms`, and each is read on its own', () => {
    const { alarms, refused } = read({
      alarms: [minimal, { elementName: 'Mux 4' }, null, { ...minimal, rootKey: 2 }],
    })
    expect(alarms.map(({ rootKey }) => rootKey)).toEqual(['4711', '2'])
    expect(refused).toEqual([
      { at: 'alarms.1', field: 'rootKey', message: 'text of 1 to 300 characters, or a whole number' },
      { at: 'alarms.2', field: '', message: 'an alarm, an object' },
    ])
  })

  test('are 1 to 1,000', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({ ...minimal, rootKey: index }))
    expect(read({ alarms: many }).alarms).toHaveLength(1_000)
    const message = 'a list of 1 to 1,000 alarms'
    expect(refusals(read({ alarms: [...many, minimal] }))).toEqual([
      { at: '', field: 'alarms', message: `${message}; these are 1,001` },
    ])
    expect(refusals(read({ alarms: [] }))).toEqual([
      { at: '', field: 'alarms', message: `${message}; these are 0` },
    ])
    expect(refusals(read({ alarms: {} }))).toEqual([{ at: '', field: 'alarms', message }])
  })

  test('have no other member beside them', () => {
    const { alarms, refused } = read({ alarms: [minimal], source: 'x' })
    expect(alarms).toHaveLength(1)
    expect(refused).toEqual([{ at: '', field: 'source', message: 'one of alarms' }])
  })
})
