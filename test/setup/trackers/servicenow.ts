import { startServiceNow } from '../../../simulators/servicenow/index.ts'
import { submit, type Move, type TestTracker } from './tracker.ts'

const forms: Record<Move, [action: string, fields: Record<string, string>]> = {
  Active: ['take', {}],
  Resolved: ['resolve', { close_code: 'Solution provided', close_notes: 'Done.' }],
  Closed: ['close', {}],
  unmapped: ['hold', {}],
}

export async function serviceNowTracker(now: () => Date): Promise<TestTracker> {
  const site = await startServiceNow({ now })
  const { tables } = site.state
  const act = (id: string, action: string, fields: Record<string, string>) =>
    submit(`${site.url}/incident/${id}/${action}`, fields)
  const groupNamed = (name: string) =>
    [...tables.sys_user_group.values()].find((row) => row['name'] === name)?.['sys_id'] ?? ''
  return {
    kind: 'servicenow',
    config: { instance: site.url, username: 'crosstie.integration', password: 'snow-password' },
    secret: 'password',
    destination: { assignmentGroup: groupNamed('Cloud Infrastructure') },
    elsewhere: { assignmentGroup: groupNamed('Network'), category: 'network' },
    nowhere: { destination: { assignmentGroup: '0'.repeat(32) }, field: 'assignmentGroup' },
    shown: { Active: 'In Progress', Resolved: 'Resolved', Closed: 'Closed', unmapped: 'On Hold' },
    issues: () =>
      [...tables.incident.values()].map((row) => ({
        id: row['sys_id'] ?? '',
        key: row['number'] ?? '',
        title: row['short_description'] ?? '',
        place: {
          assignmentGroup: row['assignment_group'],
          ...(row['category'] ? { category: row['category'] } : {}),
        },
        priority: row['priority'] ?? '',
      })),
    async move(id, to) {
      const [action, fields] = forms[to]
      await act(id, action, fields)
    },
    async assign(id) {
      const person = [...tables.sys_user.values()].find((row) => row['name'] === 'Tomas Okafor')
      await act(id, 'assign', { assigned_to: person?.['sys_id'] ?? '' })
      return 'Tomas Okafor'
    },
    remove: (id) => act(id, 'delete', {}),
    comments: (id) =>
      [...tables.sys_journal_field.values()]
        .filter((row) => row['element_id'] === id)
        .map((row) => row['value'] ?? ''),
    registerWebhook: (url, secret) => void site.state.webhooks.push({ url, secret }),
    rotate: (secret) => void site.state.passwords.set('crosstie.integration', secret),
    fail: (status) => void (site.faults.rules = status ? [{ effect: { status } }] : []),
    webhookFaults: (faults) => void Object.assign(site.faults.webhooks, faults),
    calls: () => site.calls.length,
    settle: () => site.settle(),
    close: () => site.close(),
  }
}
