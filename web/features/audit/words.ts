/** What a record is about, by the first word of its action. */
const areas: Record<string, string> = {
  account: 'Account',
  'alarm-rule': 'Alarm rule',
  'alarm-source': 'Alarm source',
  audit: 'Audit',
  connection: 'Ticket provider',
  desk: 'Your desk',
  instance: 'Jira instance',
  invitation: 'Invitation',
  mapping: 'Mapping',
  member: 'Member',
  notification: 'Notification',
  operator: 'Operator',
  'operator-webhook': 'Operator’s webhook',
  password: 'Password',
  project: 'Project',
  replay: 'Replay',
  retention: 'Retention',
  route: 'Route',
  session: 'Session',
  token: 'API token',
  'two-factor': 'Two-factor',
  'type-mapping': 'Type mapping',
  workspace: 'Workspace',
}

/** With the dot, so that `operator.` does not also find `operator-webhook.changed`. */
export const areaOptions = Object.entries(areas).map(([area, label]) => ({ value: `${area}.`, label }))

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const spaced = (text: string) => text.replaceAll('-', ' ')

/** “Ticket provider: settings changed” of `connection.settings-changed`. */
export function actionInWords(action: string): string {
  const [area = '', ...deed] = action.split('.')
  const known = Object.hasOwn(areas, area) ? areas[area] : undefined
  return `${known ?? capital(spaced(area))}: ${spaced(deed.join(' '))}`
}
