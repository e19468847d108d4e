/** Where a raised alarm stands at its source. */
export const alarmStates = ['raised', 'cleared'] as const
export type AlarmState = (typeof alarmStates)[number]

/** What a console said about an alarm, as it is kept. */
export interface AlarmDetails {
  /** The agent whose root keys these are (BX6); empty where the source has none. */
  agent: string
  rootKey: string
  elementId: string | null
  elementName: string
  value: string | null
  /** ISO 8601, UTC. */
  rootTime: string | null
  severity: string | null
  labels: Record<string, string>
  /** The alarm's own page. */
  url: string | null
}

/** The key of an alarm within its source: root keys are unique per agent only (BX6). */
export const alarmKey = ({ agent, rootKey }: Pick<AlarmDetails, 'agent' | 'rootKey'>) =>
  JSON.stringify([agent, rootKey])

const mostLabels = 20

/** The context block of an alarm's ticket, one line each. */
export function alarmFactsOf(alarm: AlarmDetails, source: string): { label: string; value: string }[] {
  const rows: [string, string | null][] = [
    ['Element', alarm.elementName],
    ['Element ID', alarm.elementId],
    ['Alarm value', alarm.value],
    ['Severity', alarm.severity],
    ['Root time', alarm.rootTime],
    ['Alarm ID', alarm.rootKey],
    ['Agent', alarm.agent],
    ['Alarm page', alarm.url],
    ['Raised by source', source],
    ...Object.entries(alarm.labels)
      .slice(0, mostLabels)
      .map(([name, value]): [string, string] => [`Label ${name}`, value]),
  ]
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}

/** The alarm's keys and times, by the names that a provider may place them under. */
export function alarmAttributesOf(alarm: AlarmDetails): Record<string, string> {
  const { agent, rootKey, elementId, elementName, value, rootTime } = alarm
  const all = { dmaId: agent, alarmId: rootKey, elementId, elementName, alarmValue: value, rootTime }
  return Object.fromEntries(Object.entries(all).flatMap(([name, text]) => (text ? [[name, text]] : [])))
}

/** What the dialog of B22–B24 asks for, by the names that a provider places them under. */
export const attributeTitles: Record<string, string> = {
  priority: 'Priority',
  urgency: 'Urgency',
  technicalImpact: 'Technical Impact',
  clientImpact: 'Client Impact',
  rootCause: 'Root Cause',
}
