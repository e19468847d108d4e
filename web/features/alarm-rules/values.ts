import type { AlarmRule, PreviewAlarmRule, SaveAlarmRule } from '../../api/alarm-rules.ts'
import type { AlarmDialog } from '../../api/alarms.ts'

export const units = { seconds: 1, minutes: 60, hours: 3_600 }
export type Unit = keyof typeof units

type Attribute = AlarmDialog['attributes'][number]

export interface RuleValues {
  name: string
  enabled: boolean
  /** Empty: any source. */
  source: string
  matchers: AlarmRule['matchers']
  /** Empty while nothing is typed. */
  wait: number | string
  unit: Unit
  groupBy: string[]
  priority: AlarmRule['ticket']['priority']
  attributes: Record<string, string>
  /** Empty: no project. */
  projectId: string
}

export const emptyMatcher: AlarmRule['matchers'][number] = { label: '', op: '=', value: '' }
const longestWait = 86_400

/** The largest unit that says it without a fraction. */
export function waitOf(seconds: number): { wait: number; unit: Unit } {
  const order: Unit[] = ['hours', 'minutes']
  const unit = order.find((one) => seconds > 0 && seconds % units[one] === 0)
  if (unit) return { wait: seconds / units[unit], unit }
  return seconds === 0 ? { wait: 0, unit: 'minutes' } : { wait: seconds, unit: 'seconds' }
}

/** @param asked by the active tracker: what it no longer asks for is left out */
export function valuesOf(rule: AlarmRule | undefined, asked: Attribute[]): RuleValues {
  const kept = rule?.ticket.attributes ?? {}
  return {
    name: rule?.name ?? '',
    enabled: rule?.enabled ?? true,
    source: rule?.source ?? '',
    matchers: rule?.matchers ?? [emptyMatcher],
    // Most that flaps is over after five minutes.
    ...waitOf(rule?.waitSeconds ?? 300),
    groupBy: rule?.groupBy ?? [],
    priority: rule?.ticket.priority ?? 'medium',
    attributes: Object.fromEntries(asked.map(({ name }) => [name, kept[name] ?? ''])),
    projectId: rule?.ticket.projectId ?? '',
  }
}

const isEmpty = ({ label, value }: RuleValues['matchers'][number]) => label.trim() === '' && value === ''

/** What is typed so far of what the rule is about, or null where that is nothing. */
export function scopeOf({ source, matchers, groupBy }: RuleValues): Omit<PreviewAlarmRule, 'id'> | null {
  const complete = matchers.filter(({ label }) => label.trim() !== '')
  if (!source && complete.length === 0) return null
  return { source: source || null, matchers: complete, groupBy }
}

export function bodyOf(values: RuleValues): SaveAlarmRule {
  const { name, enabled, source, groupBy, priority, attributes, projectId } = values
  const told = Object.entries(attributes).filter(([, value]) => value.trim() !== '')
  return {
    name: name.trim(),
    enabled,
    source: source || null,
    matchers: values.matchers.filter((matcher) => !isEmpty(matcher)),
    groupBy,
    waitSeconds: Number(values.wait) * units[values.unit],
    ticket: { priority, attributes: Object.fromEntries(told), projectId: projectId || null },
  }
}

/** The same of a stored rule, with something else. */
export function changed(rule: AlarmRule, fields: Partial<SaveAlarmRule>): SaveAlarmRule {
  const { name, enabled, source, matchers, groupBy, waitSeconds, ticket } = rule
  return { name, enabled, source, matchers, groupBy, waitSeconds, ticket, ...fields }
}

/** What would be right, for each field that is not. */
export function check(
  values: RuleValues,
  { asked, projectRequired }: { asked: Attribute[]; projectRequired: boolean },
): Record<string, string> {
  const errors: Record<string, string> = {}
  const { name, source, matchers, wait, unit, attributes, projectId } = values
  if (name.trim() === '') errors['name'] = 'A name: tickets say which rule created them'
  for (const [index, matcher] of matchers.entries()) {
    if (!isEmpty(matcher) && matcher.label.trim() === '') errors[`matchers.${index}.label`] = 'Which label?'
  }
  if (!source && matchers.every(isEmpty)) {
    errors['matchers'] = 'At least one condition, or a source. For all alarms: source is “*”.'
  }
  const seconds = Number(wait) * units[unit]
  if (wait === '' || seconds > longestWait || !Number.isInteger(seconds))
    errors['wait'] = 'From 0, which is at once, to 24 hours'
  for (const { name: attribute, title, required, values: right } of asked) {
    if (!required || attributes[attribute]?.trim()) continue
    errors[`attributes.${attribute}`] = right.length > 0 ? `Choose one of ${right.join(', ')}` : title
  }
  if (projectRequired && !projectId) errors['projectId'] = 'Choose a project'
  return errors
}

/** The ids with one of them a place further up or down, or null where there is none. */
export function movedBy(ids: string[], id: string, by: -1 | 1): string[] | null {
  const from = ids.indexOf(id)
  const to = from + by
  if (from === -1 || to < 0 || to >= ids.length) return null
  return ids.with(from, ids[to] ?? id).with(to, id)
}
