import { expect, test } from 'vitest'
import type { AlarmRule } from '../../api/alarm-rules.ts'
import { bodyOf, check, emptyMatcher, movedBy, scopeOf, valuesOf, waitOf } from './values.ts'
import { waitInWords } from './words.ts'

const asked = [
  { name: 'urgency', title: 'Urgency', required: true, values: ['Low', 'High'] },
  { name: 'note', title: 'Note', required: false, values: [] },
]
const rule: AlarmRule = {
  id: 'a',
  name: 'Core links',
  enabled: true,
  source: null,
  matchers: [{ label: 'site', op: '!=', value: '' }],
  groupBy: ['site'],
  waitSeconds: 90,
  ticket: { priority: 'high', attributes: { urgency: 'High', gone: 'x' }, projectId: null },
  scope: '',
  waiting: 0,
  problem: null,
  createdAt: '',
  updatedAt: '',
}

test('a rule that is opened and saved stays as it is, but for what the tracker no longer asks for', () => {
  const { id, scope, waiting, problem, createdAt, updatedAt, ...kept } = rule
  const ticket = { ...rule.ticket, attributes: { urgency: 'High' } }
  expect(bodyOf(valuesOf(rule, asked))).toEqual({ ...kept, ticket })
  expect([id, scope, waiting, problem, createdAt, updatedAt]).toHaveLength(6)
})

test('the wait is shown in the largest unit that says it exactly', () => {
  expect([0, 45, 90, 300, 7_200].map(waitOf)).toEqual([
    { wait: 0, unit: 'minutes' },
    { wait: 45, unit: 'seconds' },
    { wait: 90, unit: 'seconds' },
    { wait: 5, unit: 'minutes' },
    { wait: 2, unit: 'hours' },
  ])
  expect([0, 1, 90, 3_600, 86_400].map(waitInWords)).toEqual([
    'At once',
    '1 second',
    '1 minute 30 seconds',
    '1 hour',
    '24 hours',
  ])
})

test('what is missing is said beside its field', () => {
  const values = { ...valuesOf(undefined, asked), wait: 25, unit: 'hours' as const }
  expect(Object.keys(check(values, { asked, projectRequired: true }))).toEqual([
    'name',
    'matchers',
    'wait',
    'attributes.urgency',
    'projectId',
  ])
  const half = { ...values, matchers: [{ ...emptyMatcher, value: 'x' }] }
  expect(check(half, { asked, projectRequired: false })).toHaveProperty(['matchers.0.label'])
  expect(check(valuesOf(rule, asked), { asked, projectRequired: false })).toEqual({})
})

test('a condition that is only begun is no part of the preview', () => {
  const values = valuesOf(undefined, asked)
  expect(scopeOf(values)).toBeNull()
  expect(scopeOf({ ...values, source: 'NOC' })).toEqual({ source: 'NOC', matchers: [], groupBy: [] })
})

test('a rule moves by one place, and not beyond the ends', () => {
  expect(movedBy(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
  expect(movedBy(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
  expect([movedBy(['a', 'b'], 'a', -1), movedBy(['a', 'b'], 'b', 1), movedBy(['a'], 'x', 1)]).toEqual([
    null,
    null,
    null,
  ])
})
