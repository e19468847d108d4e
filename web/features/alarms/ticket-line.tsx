import { Group, Text } from '@mantine/core'
import type { Alarm } from '../../api/alarms.ts'
import { OutsideLink, PageLink } from '../../ui/links.tsx'
import { DeliveryBadge, StatusBadge } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'

/** The ticket about an alarm, and the issue behind it. */
export function TicketLine({ ticket }: { ticket: NonNullable<Alarm['ticket']> }) {
  const { alias, issueKey, issueUrl, status, statusCategory, delivery, removedAt } = ticket
  const issue = issueKey && (issueUrl ? <OutsideLink href={issueUrl}>{issueKey}</OutsideLink> : issueKey)
  if (removedAt) {
    return (
      <Group gap="xs" fz="sm">
        <Text fw={600} size="sm">
          {alias}
        </Text>
        {issue}
        <Text size="sm" c="dimmed">
          no longer kept here since <Time at={removedAt} />
        </Text>
      </Group>
    )
  }
  return (
    <Group gap="xs" fz="sm">
      <PageLink to="/tickets/$alias" params={{ alias }} size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
        {alias}
      </PageLink>
      {issue}
      <StatusBadge category={statusCategory} word={status} />
      <DeliveryBadge state={delivery} />
    </Group>
  )
}
