import { expect, test } from 'vitest'
import { bodyOf, inserted, valuesOf } from './values.ts'

const source = {
  name: 'North NOC',
  hasSettings: true,
  alarms: 1,
  lastAlarmAt: null,
  onClear: 'comment' as const,
  writeBack: null,
  writeBacks: { done: 0, waiting: 0, failed: 0 },
  untold: 0,
  fields: [],
}
const writeBack = {
  method: 'PUT' as const,
  url: 'https://console.example.com/{{rootKey}}',
  headers: [{ name: 'Authorization' }, { name: 'X-Tenant' }],
  body: '{}',
  ticketIdName: 'Incident',
  ticketUrlName: 'Page',
}

test('A source without a template starts with one that needs an address, and tells nobody', () => {
  const values = valuesOf(source)
  expect(values).toMatchObject({
    tells: false,
    url: '',
    ticketIdName: 'Ticket ID',
    ticketUrlName: 'Ticket URL',
  })
  expect(bodyOf(values)).toEqual({ onClear: 'comment', writeBack: null })
  expect(bodyOf({ ...values, tells: true }).writeBack?.headers).toEqual([])
})

test('A stored secret is sent only where it is replaced', () => {
  const values = valuesOf({ ...source, writeBack })
  expect(bodyOf(values).writeBack).toEqual(writeBack)
  const [first, ...rest] = values.headers
  const replaced = {
    ...values,
    headers: [{ name: 'Authorization', stored: true, ...first, value: 'new' }, ...rest],
  }
  expect(bodyOf(replaced).writeBack?.headers).toEqual([
    { name: 'Authorization', value: 'new' },
    { name: 'X-Tenant' },
  ])
})

test('A place is put where the caret stands, in place of what is chosen', () => {
  expect(inserted('/a//b', 'agent', { from: 3, to: 3 })).toEqual({ text: '/a/{{agent}}/b', caret: 12 })
  expect(inserted('/old', 'agent', { from: 1, to: 4 })).toEqual({ text: '/{{agent}}', caret: 10 })
})
