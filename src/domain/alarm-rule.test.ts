import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  factLabels,
  groupKeyOf,
  labelOf,
  matcherOperators,
  ruleFor,
  ruleMatches,
  scopeInWords,
  type RuledAlarm,
  type RuleScope,
} from './alarm-rule.ts'

const alarmWith = (fields: Partial<RuledAlarm['alarm']> = {}, source = 'NOC'): RuledAlarm => ({
  id: 'a',
  source,
  alarm: {
    agent: '34',
    elementId: null,
    elementName: 'Core 7',
    value: null,
    severity: 'Major',
    labels: {},
    ...fields,
  },
})
const scope = (fields: Partial<RuleScope> = {}): RuleScope => ({
  source: null,
  matchers: [],
  groupBy: [],
  ...fields,
})

const word = fc.constantFrom('', 'a', 'ab', 'b', 'a*', '*', '__proto__', 'constructor')
const name = fc.constantFrom('site', 'a', '__proto__', 'constructor', ...factLabels)
const matcher = fc.record({ label: name, op: fc.constantFrom(...matcherOperators), value: word })
const anyScope = fc.record({
  source: fc.option(fc.constantFrom('NOC', 'Lab')),
  matchers: fc.array(matcher, { maxLength: 4 }),
  groupBy: fc.array(name, { maxLength: 3 }),
})
const anyAlarm = fc
  .record({
    source: fc.constantFrom('NOC', 'Lab'),
    labels: fc.dictionary(name, word),
    severity: fc.option(word),
  })
  .map(({ source, ...fields }) => alarmWith(fields, source))

test('The first rule that is on and matches decides; those behind it and those that are off change nothing', () => {
  const rules = fc.array(fc.tuple(anyScope, fc.boolean()), { maxLength: 6 })
  fc.assert(
    fc.property(rules, anyAlarm, (given, alarm) => {
      const all = given.map(([one, enabled], index) => ({ ...one, enabled, index }))
      const found = ruleFor(alarm, all)
      const first = all.findIndex((rule) => rule.enabled && ruleMatches(rule, alarm))
      expect(found?.index ?? -1).toBe(first)
      const without = all.filter(({ enabled }) => enabled)
      expect(ruleFor(alarm, without)?.index).toBe(found?.index)
    }),
  )
})

test('A matcher and its opposite never both hold, and one of them always does', () => {
  fc.assert(
    fc.property(matcher, anyAlarm, (one, alarm) => {
      const [yes, no] = matcherOperators.map((op) =>
        ruleMatches(scope({ matchers: [{ ...one, op }] }), alarm),
      )
      expect(yes).toBe(!no)
    }),
  )
})

test('One matcher more never matches more', () => {
  fc.assert(
    fc.property(anyScope, matcher, anyAlarm, (rule, more, alarm) => {
      const narrower = { ...rule, matchers: [...rule.matchers, more] }
      if (ruleMatches(narrower, alarm)) expect(ruleMatches(rule, alarm)).toBe(true)
    }),
  )
})

test('Alarms share a group exactly when they have the same values', () => {
  fc.assert(
    fc.property(anyScope, anyAlarm, anyAlarm, (rule, one, other) => {
      fc.pre(rule.groupBy.length > 0)
      const same = rule.groupBy.every((label) => labelOf(one, label) === labelOf(other, label))
      expect(groupKeyOf(rule, one) === groupKeyOf(rule, { ...other, id: 'b' })).toBe(same)
    }),
  )
})

test('Without labels to group by, every alarm is a group of its own', () => {
  const one = alarmWith()
  expect(groupKeyOf(scope(), one)).not.toBe(groupKeyOf(scope(), { ...one, id: 'b' }))
})

test('What an alarm does not have is empty, and nothing is inherited', () => {
  const alarm = alarmWith()
  expect(['site', 'value', 'constructor', 'rootKey'].map((label) => labelOf(alarm, label))).toEqual([
    '',
    '',
    '',
    '',
  ])
  expect(ruleMatches(scope({ matchers: [{ label: 'site', op: '!=', value: '' }] }), alarm)).toBe(false)
})

test('A star alone is any value, but not none', () => {
  const alarm = alarmWith({ labels: { site: 'Oslo' } })
  const matches = (label: string, value: string) =>
    ruleMatches(scope({ matchers: [{ label, op: '=', value }] }), alarm)
  expect([matches('site', '*'), matches('site', ''), matches('owner', '*'), matches('owner', '')]).toEqual([
    true,
    false,
    false,
    true,
  ])
})

test('The hub’s own names win over labels of the same name', () => {
  expect(labelOf(alarmWith({ labels: { severity: 'page' } }), 'severity')).toBe('Major')
})

test('A rule’s scope in words', () => {
  const matchers = [
    { label: 'site', op: '=' as const, value: 'Oslo*' },
    { label: 'owner', op: '!=' as const, value: '' },
  ]
  expect(scopeInWords(scope({ source: 'NOC', matchers, groupBy: ['site'] }))).toBe(
    'Alarms of “NOC” whose site is “Oslo*” and owner is not empty: one ticket for each site.',
  )
  expect(scopeInWords(scope())).toBe('Alarms: a ticket for each.')
})
