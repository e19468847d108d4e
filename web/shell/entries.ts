import type { Me, Right } from '../api/session.ts'
import type { IconName } from '../ui/icon.tsx'

export interface Entry {
  to:
    | '/recommendations'
    | '/alarms'
    | '/tickets'
    | `/workspace/adminsettings/${'ticket-providers' | 'log' | 'api-tokens'}`
  label: string
  icon: IconName
  right: Right
}

const sections: { title: string; entries: Entry[] }[] = [
  {
    title: 'Work',
    entries: [
      { to: '/recommendations', label: 'Recommendations', icon: 'bulb', right: 'recommendations:read' },
      { to: '/alarms', label: 'Alarms', icon: 'alert', right: 'alarms:read' },
      { to: '/tickets', label: 'Tickets', icon: 'ticket', right: 'tickets:read' },
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
      { to: '/workspace/adminsettings/log', label: 'Log', icon: 'list', right: 'logs:read' },
      { to: '/workspace/adminsettings/api-tokens', label: 'API tokens', icon: 'key', right: 'tokens:manage' },
    ],
  },
]

/** What the person may open; sections without an entry are absent. */
export function entriesFor({ rights }: Pick<Me, 'rights'>) {
  return sections
    .map(({ title, entries }) => ({ title, entries: entries.filter(({ right }) => rights.includes(right)) }))
    .filter(({ entries }) => entries.length > 0)
}
