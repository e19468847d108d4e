import { refusedAs, type Alarm, type AlarmReading } from './alarm.ts'
import { elementOf, labelsOf } from './labels.ts'
import { textIn, textsIn } from './members.ts'
import { hostOf, keyText, lineOrNull, longest, paragraphs, titleOfAlarm, webAddress } from './text.ts'
import { shorten } from '../../domain/describe.ts'
import { isObject } from '../listing.ts'

type Members = Record<string, unknown>

/** By its rule; a body with `alerts` is never taken for this. */
export const isLegacy = (body: unknown): body is Members =>
  isObject(body) &&
  !Object.hasOwn(body, 'alerts') &&
  ['ruleId', 'ruleName'].some((name) => Object.hasOwn(body, name))

/** No data is a reason to look, and is followed by `ok` as an alert is; paused and pending are no alarm. */
const states = new Map<string | undefined, Alarm['state']>([
  ['alerting', 'raised'],
  ['no_data', 'raised'],
  ['ok', 'cleared'],
])

/**
 * The webhook of the alerting that Grafana had before version 9: the state of one rule. What the rule matched
 * changes with every message, so the rule alone is the key.
 * https://grafana.com/docs/grafana/v7.5/alerting/notifications/#webhook
 */
export function readLegacy(body: Members): AlarmReading {
  const ruleId = keyText(textIn(body, 'ruleId') ?? '')
  const state = states.get(textIn(body, 'state'))
  if (!/^\d{1,20}$/u.test(ruleId)) return refusedAs({ at: '', field: 'ruleId', message: 'the rule’s number' })
  if (!state) return refusedAs({ at: '', field: 'state', message: 'alerting, no_data or ok' })
  const ruleName = lineOrNull(textIn(body, 'ruleName'), longest.elementName) ?? `Rule ${ruleId}`
  const matches = matchesIn(body.evalMatches)
  const elementName = commonElement(matches) ?? ruleName
  const value = valueOf(matches, { ruleName, elementName })
  const page = textIn(body, 'ruleUrl')
  const alarm: Alarm = {
    agent: hostOf(page) || (textIn(body, 'orgId') ?? ''),
    rootKey: `rule-${ruleId}`,
    elementId: null,
    elementName,
    value,
    rootTime: null,
    severity: lineOrNull(textsIn(body.tags).severity, longest.severity),
    state,
    title: titleOfAlarm(elementName, value),
    description: shorten(paragraphs(textIn(body, 'message') ?? ''), longest.description).text,
    labels: labelsOf({ ...(matches.length === 1 ? matches[0]?.tags : {}), ...textsIn(body.tags) }),
    url: webAddress(page),
    raw: body,
  }
  return { alarms: [alarm], warnings: [], refused: [] }
}

interface Match {
  said: string
  tags: Record<string, string>
}

const matchesIn = (list: unknown): Match[] =>
  (Array.isArray(list) ? list : []).filter(isObject).map((match) => ({
    said: [textIn(match, 'metric'), textIn(match, 'value')].filter(Boolean).join(' = '),
    tags: textsIn(match.tags),
  }))

/** Several elements have no name in common, so the rule's stands for them. */
function commonElement(matches: Match[]): string | undefined {
  const [first, ...others] = new Set(matches.map(({ tags }) => elementOf(tags)))
  return others.length === 0 ? first : undefined
}

function valueOf(matches: Match[], { ruleName, elementName }: { ruleName: string; elementName: string }) {
  const measured = matches.flatMap(({ said }) => said || []).join(', ')
  const rule = ruleName === elementName ? '' : ruleName
  return lineOrNull(rule && measured ? `${rule} (${measured})` : rule || measured, longest.value)
}
