import type { AlarmDialog, TicketAlarm } from '../../api/alarms.ts'

type Attribute = AlarmDialog['attributes'][number]

export interface AlarmTicketValues {
  priority: TicketAlarm['priority']
  /** By the attribute's name; empty: not told. */
  attributes: Record<string, string>
  description: string
  /** Empty: no project. */
  projectId: string
}

export const startingValues = (asked: Attribute[]): AlarmTicketValues => ({
  priority: 'medium',
  attributes: Object.fromEntries(asked.map(({ name }) => [name, ''])),
  description: '',
  projectId: '',
})

/** What would be right, for each field that is not (B23). */
export function check(
  { attributes, projectId }: AlarmTicketValues,
  { asked, projectRequired }: { asked: Attribute[]; projectRequired: boolean },
): Record<string, string> {
  const missing = asked.filter(({ name, required }) => required && !attributes[name]?.trim())
  return {
    ...Object.fromEntries(missing.map((one) => [`attributes.${one.name}`, rightFor(one)])),
    ...(projectRequired && !projectId ? { projectId: 'Choose a project' } : {}),
  }
}

const rightFor = ({ values }: Attribute) =>
  values.length > 0 ? `Choose one of ${values.join(', ')}` : 'Say something here'

export function bodyOf({ priority, attributes, description, projectId }: AlarmTicketValues): TicketAlarm {
  const told = Object.entries(attributes).filter(([, value]) => value.trim() !== '')
  return {
    priority,
    attributes: Object.fromEntries(told),
    ...(description.trim() ? { description: description.trim() } : {}),
    projectId: projectId || null,
  }
}
