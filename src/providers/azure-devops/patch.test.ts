import { expect, test } from 'vitest'
import type { FilledField } from '../provider.ts'
import { patchOf } from './patch.ts'

const to = { destination: { project: 'P', workItemType: 'Task' }, marker: 'm1' }
const valuesOf = (content: object) => {
  const whole = { title: 'T', description: '', fields: [], ...content }
  return Object.fromEntries(patchOf(whole, to).map(({ path, value }) => [path, value]))
}

test.each<[FilledField['type'], string, unknown]>([
  ['text', 'a <b>', 'a <b>'],
  ['paragraph', 'a <b>\n\nc', '<p>a &lt;b&gt;</p><p>c</p>'],
  ['number', '2.5', 2.5],
  ['date', '2026-01-31', '2026-01-31T12:00:00Z'],
  ['option', '2', '2'],
])('A value of type %s is written in Azure DevOps’ form: %j → %j', (type, value, written) => {
  const fields = [{ id: 'Custom.X', name: 'X', type, value }]
  expect(valuesOf({ fields })['/fields/Custom.X']).toEqual(written)
})

test('AX9 · a priority that is a number is written as one, a name as it is, none not at all', () => {
  const path = '/fields/Microsoft.VSTS.Common.Priority'
  expect(valuesOf({ priority: '3' })[path]).toBe(3)
  expect(valuesOf({ priority: '1 - Urgent' })[path]).toBe('1 - Urgent')
  expect(valuesOf({})).not.toHaveProperty([path])
})

test('Nothing is written about what nobody said', () => {
  expect(valuesOf({})).toEqual({
    '/fields/System.Title': 'T',
    '/fields/System.Tags': 'crosstie; crosstie-m1',
  })
})
