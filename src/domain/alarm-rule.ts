import type { AlarmDetails } from './alarm.ts'
import { fitsGlob } from './glob.ts'
import type { Priority } from './priority.ts'

export const matcherOperators = ['=', '!='] as const

/** What a label of an alarm has to be, or not to be; `*` in the value stands for any characters, alone for any value. */
export interface Matcher {
  label: string
  op: (typeof matcherOperators)[number]
  value: string
}

/** What decides which alarms a rule is about, and which of them belong together. */
export interface RuleScope {
  /** Null: any source. */
  source: string | null
  /** All of them have to hold. */
  matchers: Matcher[]
  /** Names of labels: alarms that have the same values share a ticket. Empty: a ticket for each alarm. */
  groupBy: string[]
}

/** What the rule says in the Create Ticket dialog’s place. */
export interface RuleTicket {
  priority: Priority
  attributes: Record<string, string>
  projectId: string | null
}

export interface AlarmRule extends RuleScope {
  id: string
  name: string
  enabled: boolean
  /** How long an alarm has to be raised, so that flapping makes no ticket. */
  waitSeconds: number
  ticket: RuleTicket
}

export const mostRules = 50
export const longestWaitSeconds = 86_400

/** An alarm as rules see it. */
export interface RuledAlarm {
  id: string
  source: string
  alarm: Pick<AlarmDetails, 'agent' | 'elementId' | 'elementName' | 'value' | 'severity' | 'labels'>
}

/** What every alarm has besides its labels, by the name that matchers use; a label of the same name is not seen. */
export const factLabels = ['source', 'severity', 'elementName', 'elementId', 'agent', 'value'] as const
const isFact = (name: string) => factLabels.some((known) => known === name)

/** The value of a label; one that the alarm does not have is empty. */
export function labelOf({ source, alarm }: RuledAlarm, name: string): string {
  if (name === 'source') return source
  const values: Record<string, unknown> = isFact(name) ? alarm : alarm.labels
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  return typeof value === 'string' ? value : ''
}

/** Whoever writes `site = *` means alarms that have a site: nothing fits only the empty value. */
const fits = (pattern: string, value: string) => (value === '' ? pattern === '' : fitsGlob(pattern, value))

export const ruleMatches = ({ source, matchers }: RuleScope, alarm: RuledAlarm): boolean =>
  (source === null || source === alarm.source) &&
  matchers.every(({ label, op, value }) => fits(value, labelOf(alarm, label)) === (op === '='))

/** The rule that an alarm belongs to: the first one that is switched on and matches. */
export const ruleFor = <R extends Pick<AlarmRule, 'enabled'> & RuleScope>(
  alarm: RuledAlarm,
  rules: R[],
): R | undefined => rules.find((rule) => rule.enabled && ruleMatches(rule, alarm))

/** Alarms with the same key share a ticket. Of a rule that does not group, every alarm has a key of its own. */
export const groupKeyOf = ({ groupBy }: Pick<RuleScope, 'groupBy'>, alarm: RuledAlarm): string =>
  JSON.stringify(groupBy.length > 0 ? groupBy.map((name) => [name, labelOf(alarm, name)]) : [alarm.id])

const quoted = (text: string) => `“${text}”`

/** What a rule is about, for people. */
export function scopeInWords({ source, matchers, groupBy }: RuleScope): string {
  const conditions = matchers.map(({ label, op, value }) => {
    if (value === '') return op === '=' ? `${label} is empty` : `${label} is not empty`
    return `${label} ${op === '=' ? 'is' : 'is not'} ${quoted(value)}`
  })
  const from = source === null ? 'Alarms' : `Alarms of ${quoted(source)}`
  const where = conditions.length > 0 ? ` whose ${conditions.join(' and ')}` : ''
  const ticket = groupBy.length > 0 ? `one ticket for each ${groupBy.join(' and ')}` : 'a ticket for each'
  return `${from}${where}: ${ticket}.`
}
