import type { Me, Right } from '../api/session.ts'
import type { IconName } from '../ui/icon.tsx'

export interface Entry {
  to:
    | '/recommendations'
    | '/alarms'
    | '/help-desk'
    | '/desk'
    | '/diagnostics'
    | '/tickets'
    | '/failed-requests'
    | '/notifications'
    | '/sync-errors'
    | '/sync-log'
    | '/queue'
    | `/workspace/adminsettings/${
        | 'ticket-providers'
        | 'jira'
        | 'mappings'
        | 'products'
        | 'help-desk-lists'
        | 'sources'
        | 'alarm-rules'
        | 'operators'
        | 'api-tokens'
        | 'members'
        | 'workspace'
        | 'audit'}`
  label: string
  icon: IconName
  right: Right
  /** Only while a connection shows its queue (B37). */
  forQueue?: true
}

const sections: { title: string; entries: Entry[] }[] = [
  {
    title: 'Work',
    entries: [
      { to: '/recommendations', label: 'Recommendations', icon: 'bulb', right: 'recommendations:read' },
      { to: '/alarms', label: 'Alarms', icon: 'alert', right: 'alarms:read' },
      { to: '/help-desk', label: 'Help desk', icon: 'desk', right: 'help-desk:read' },
      { to: '/desk', label: 'Desk', icon: 'comment', right: 'service-tickets:read' },
      { to: '/diagnostics', label: 'Diagnostics', icon: 'pulse', right: 'diagnostics:read' },
      { to: '/tickets', label: 'Tickets', icon: 'ticket', right: 'tickets:read' },
    ],
  },
  {
    title: 'Watch',
    entries: [
      { to: '/failed-requests', label: 'Failed requests', icon: 'failed', right: 'tickets:read' },
      { to: '/notifications', label: 'Notifications', icon: 'mail', right: 'operators:read' },
      { to: '/sync-errors', label: 'Sync errors', icon: 'alert', right: 'logs:read' },
      { to: '/sync-log', label: 'Sync log', icon: 'sync', right: 'logs:read' },
    ],
  },
  {
    title: 'Admin Settings',
    entries: [
      {
        to: '/workspace/adminsettings/ticket-providers',
        label: 'Ticket Providers',
        icon: 'plug',
        right: 'connections:read',
      },
      {
        to: '/workspace/adminsettings/jira',
        label: 'Integration: Jira',
        icon: 'sync',
        right: 'help-desk:manage',
      },
      {
        to: '/workspace/adminsettings/mappings',
        label: 'Mappings',
        icon: 'swap',
        right: 'help-desk:manage',
      },
      {
        to: '/workspace/adminsettings/products',
        label: 'Products and versions',
        icon: 'box',
        right: 'help-desk:manage',
      },
      {
        to: '/workspace/adminsettings/help-desk-lists',
        label: 'Help desk lists',
        icon: 'list',
        right: 'help-desk:manage',
      },
      { to: '/workspace/adminsettings/sources', label: 'Sources', icon: 'antenna', right: 'sources:manage' },
      {
        to: '/workspace/adminsettings/alarm-rules',
        label: 'Alarm rules',
        icon: 'funnel',
        right: 'sources:manage',
      },
      {
        to: '/workspace/adminsettings/operators',
        label: 'Operators',
        icon: 'people',
        right: 'operators:manage',
      },
      { to: '/queue', label: 'Queue (debug)', icon: 'list', right: 'connections:read', forQueue: true },
      { to: '/workspace/adminsettings/members', label: 'Members', icon: 'person', right: 'members:manage' },
      { to: '/workspace/adminsettings/api-tokens', label: 'API tokens', icon: 'key', right: 'tokens:manage' },
      {
        to: '/workspace/adminsettings/workspace',
        label: 'Workspace',
        icon: 'lock',
        right: 'workspace:manage',
      },
      { to: '/workspace/adminsettings/audit', label: 'Audit', icon: 'file', right: 'audit:read' },
    ],
  },
]

/** What the person may open; sections without an entry are absent. */
export function entriesFor({ rights, queueShown }: Pick<Me, 'rights'> & Partial<Pick<Me, 'queueShown'>>) {
  const isShown = ({ right, forQueue }: Entry) => rights.includes(right) && (!forQueue || queueShown === true)
  return sections
    .map(({ title, entries }) => ({ title, entries: entries.filter(isShown) }))
    .filter(({ entries }) => entries.length > 0)
}
