import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { now, onlyAlarm, refusals } from './testing/read.ts'
import { readAlarmLink } from './wire-names.ts'
import { wireNames, type WireName } from './wire-parameters.ts'
import { splitWireQuery, splitWireText } from './wire-text.ts'

const read = (parameters: unknown) => readAlarmLink(parameters, now)
const required = { 'DMA ID': '34', 'Element ID': '12', 'Alarm ID': '4711', 'Element Name': 'Mux 3' }
const all = { ...required, 'Alarm Value': 'No signal', 'Root Time': '2026-06-15T08:00:00Z' }

const middleOf = (values: Partial<Record<WireName, string>>) =>
  wireNames.flatMap((name) => (values[name] === undefined ? [] : [`${name}=${values[name]}`])).join(';')
const script = 'Orange Oceane Ticketing System'
const wholeOf = (values: Partial<Record<WireName, string>>) =>
  `${script}||${middleOf(values)}||Create ticket in Oceane Ticketing Tool|NoConfirmation,CloseWhenFinished`

describe('The parameters of an alarm', () => {
  test('B18, B19, B20, B21, BX17 · make an alarm, required and optional ones, by their names on the wire', () => {
    expect(onlyAlarm(read(all))).toEqual({
      agent: '34',
      rootKey: '4711',
      elementId: '12',
      elementName: 'Mux 3',
      value: 'No signal',
      rootTime: new Date('2026-06-15T08:00:00Z'),
      severity: null,
      state: 'raised',
      title: 'Mux 3: No signal',
      description: '',
      labels: {},
      url: null,
      raw: all,
    })
    expect(onlyAlarm(read(required))).toMatchObject({ value: null, rootTime: null, title: 'Alarm on Mux 3' })
  })

  test.each(Object.keys(required))('B19 · %s is required, and called what the wire calls it', (name) => {
    const { [name]: _, ...others } = all as Record<string, string>
    for (const body of [others, { ...others, [name]: ' ' }])
      expect(refusals(read(body))).toEqual([
        { at: '', field: name, message: expect.stringMatching(/^is required: .*\[[A-Z]+\]/u) },
      ])
  })

  test('B19 · all that are missing are named at once', () => {
    expect(refusals(read({})).map(({ field }) => field)).toEqual(Object.keys(required))
    expect(refusals(read('no parameters at all')).map(({ field }) => field)).toEqual(Object.keys(required))
  })

  test('B18 · count as written, else without case, spaces and underscores; others are not looked at', () => {
    const loose = { dma_id: 34, ELEMENTID: '12', alarmId: '4711', 'element name': 'Mux 3', token: 'secret' }
    const alarm = onlyAlarm(read(loose))
    expect(alarm).toMatchObject({ agent: '34', elementId: '12', rootKey: '4711', elementName: 'Mux 3' })
    expect(JSON.stringify(alarm.raw)).not.toContain('secret')
    expect(onlyAlarm(read({ alarm_id: '1', ...required })).rootKey).toBe('4711')
  })

  test.each([null, undefined, 7, ['DMA ID'], [required]])('%j is refused', (parameters) => {
    expect(refusals(read(parameters))).toEqual([
      { at: '', field: 'parameters', message: expect.stringContaining('Alarm ID') },
    ])
  })

  test('that come twice are refused, for nobody knows which is meant', () => {
    expect(refusals(read({ ...all, 'Alarm ID': ['1', '2'] }))).toEqual([
      { at: '', field: 'Alarm ID', message: 'a single text' },
    ])
  })

  test('BX6 · in whose place DataMiner put nothing are refused, or all alarms would be one', () => {
    expect(refusals(read({ ...all, 'Alarm ID': '[ROOTKEY]' }))).toEqual([
      { at: '', field: 'Alarm ID', message: expect.stringContaining('put nothing in its place') },
    ])
    const unfilled = { 'Alarm Value': '[VALUE]', 'Root Time': '[ROOTTIME:yyyy-MM-ddTHH:mm:ssZ]' }
    expect(onlyAlarm(read({ ...all, ...unfilled }))).toMatchObject({ value: null, rootTime: null })
  })

  test('BX6 · that are keys are never cut', () => {
    expect(refusals(read({ ...all, 'Alarm ID': '1'.repeat(301) }))).toEqual([
      { at: '', field: 'Alarm ID', message: expect.stringContaining('at most 300 characters') },
    ])
  })

  test('BX19 · with a root time in the future are taken and warned about', () => {
    const { alarms, warnings } = read({ ...all, 'Root Time': '2026-06-15T13:00:00Z' })
    expect(alarms[0]?.rootTime).toEqual(new Date('2026-06-15T13:00:00Z'))
    expect(warnings).toEqual([expect.stringMatching(/^Root Time .* 60 minutes .* local time\.$/u)])
  })

  test('B20, B21 · are taken without a root time in another form, and that is said', () => {
    const { alarms, warnings } = read({ ...all, 'Root Time': '15/06/2026' })
    expect(alarms[0]?.rootTime).toBeNull()
    expect(warnings).toEqual([
      'Root Time “15/06/2026” was left out: it is not a time like 2026-01-31T08:00:00Z.',
    ])
  })
})

describe('A string of alarm parameters', () => {
  test('B17, BX27 · is understood whole, and as its middle part alone', () => {
    for (const text of [wholeOf(all), `\n    ${wholeOf(all)}\n`, middleOf(all), ` ${middleOf(all)}`])
      expect(onlyAlarm(read(text))).toMatchObject({ rootKey: '4711', title: 'Mux 3: No signal', raw: all })
    expect(splitWireText(`Script:${script}|Dummy=1/2|${middleOf(all)}|||`)).toEqual(all)
    expect(splitWireText(`${script}||${middleOf(all)}||Only a tooltip`)).toEqual(all)
  })

  test.each([
    'a;b=c',
    'a|b||c|d',
    '||',
    '|',
    'DMA ID=7',
    ';DMA=7;dma id=8;',
    '%0A%7C',
    '"quoted" \'too\'',
    '<script>alert("x")</script>',
    ' spaces ',
    '\n',
    '',
  ])('BX18 · keeps %j in a value as it is', (odd) => {
    const values = { ...all, 'Element Name': odd, 'Alarm Value': odd, 'Root Time': odd }
    expect(splitWireText(wholeOf(values))).toEqual(values)
    expect(splitWireText(middleOf(values))).toEqual(values)
  })

  const bits = ['a', 'é😀', ' ', ';', '=', '|', '||', '%0A', '"', "'", '<b>', '\n', ...wireNames, 'DMA ID=']
  const anyText = fc
    .oneof(
      fc.string(),
      fc.array(fc.constantFrom(...bits)).map((some) => some.join('')),
    )
    .filter((text) => !wireNames.some((name) => text.includes(`;${name}=`)))
  const someValues = fc.record(
    Object.fromEntries(wireNames.map((name) => [name, anyText])) as Record<WireName, typeof anyText>,
    { requiredKeys: ['DMA ID'] },
  )

  test('BX18 · gives back what was put in, whatever it is, unless it holds the next name itself', () => {
    fc.assert(
      fc.property(someValues, (values) => {
        expect(splitWireText(middleOf(values))).toEqual(values)
        expect(splitWireText(wholeOf(values))).toEqual(values)
      }),
      { numRuns: 1_000 },
    )
  })

  test('BX18 · is not split at a name that it has had, so no value can change a key', () => {
    const values = { ...all, 'Alarm Value': 'x;Alarm ID=1;DMA ID=2' }
    expect(splitWireText(wholeOf(values))).toEqual(values)
  })
})

describe('A query string of alarm parameters', () => {
  const order: WireName[] = ['DMA ID', 'Element ID', 'Alarm ID', 'Root Time', 'Element Name', 'Alarm Value']
  const queryOf = (values: Record<WireName, string>, escape: (text: string) => string) =>
    `?workspace=acme&${order.map((name) => `${encodeURIComponent(name)}=${escape(values[name])}`).join('&')}`

  test('BX18 · is read alike whether DataMiner escapes what it puts in or not', () => {
    const values = { ...all, 'Element Name': 'R&D mux #3 a=b', 'Alarm Value': '97 % & rising; C++' }
    for (const query of [queryOf(values, encodeURIComponent), queryOf(values, (text) => text)])
      expect(onlyAlarm(read(query)).raw).toEqual(values)
  })

  test('gives back whatever was put in escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, value) => {
        const values = { ...all, 'Element Name': name, 'Alarm Value': value }
        expect(splitWireQuery(queryOf(values, encodeURIComponent))).toEqual(values)
      }),
    )
  })

  test('keeps an escape that makes no character, and takes names in any spelling', () => {
    expect(splitWireQuery('?dma_id=1&Element+ID=%FF&alarmid=100%&ELEMENT%20NAME=a')).toEqual({
      'DMA ID': '1',
      'Element ID': '%FF',
      'Alarm ID': '100%',
      'Element Name': 'a',
    })
  })
})
