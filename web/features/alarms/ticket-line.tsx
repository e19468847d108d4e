import { Group } from '@mantine/core'
import type { Alarm } from '../../api/alarms.ts'
import { OutsideLink, PageLink } from '../../ui/links.tsx'
import { DeliveryBadge, StatusBadge } from '../../ui/status-badge.tsx'

/** The ticket about an alarm, and the issue behind it. */
export function TicketLine({ ticket }: { ticket: NonNullable<Alarm['ticket']> }) {
  const { alias, issueKey, issueUrl, status, statusCategory, delivery } = ticket
  return (
    <Group gap="xs" fz="sm">
      <PageLink to="/tickets/$alias" params={{ alias }} size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
        {alias}
      </PageLink>
      {issueKey && (issueUrl ? <OutsideLink href={issueUrl}>{issueKey}</OutsideLink> : issueKey)}
      <StatusBadge category={statusCategory} word={status} />
      <DeliveryBadge state={delivery} />
    </Group>
  )
}
