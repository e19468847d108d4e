import { Group, Text } from '@mantine/core'
import type { Ticket } from '../../api/tickets.ts'
import { OutsideLink } from '../../ui/links.tsx'
import { DeliveryBadge, Pill, StatusBadge } from '../../ui/status-badge.tsx'

/** Tickets of the help desk, and those of partners, have pages of their own. */
export function pageOf({ type }: Ticket) {
  if (type === 'service') return '/desk/$alias'
  return type === 'support' ? '/help-desk/$alias' : '/tickets/$alias'
}

/** Status, and beside it whatever keeps the ticket from being where it should be. */
export function TicketStatus({ ticket: { link, delivery, status, statusCategory } }: { ticket: Ticket }) {
  return (
    <Group gap={6}>
      <StatusBadge category={statusCategory} word={link?.rawStatus ?? status} />
      <DeliveryBadge state={delivery?.state} hint={delivery?.fault?.remedy ?? delivery?.waitingFor ?? null} />
      {link && !link.statusMapped && link.rawStatus && (
        <Pill tone="amber" words="Unmapped" hint="This status is in no status table." />
      )}
    </Group>
  )
}

export function IssueLink({ ticket: { link } }: { ticket: Ticket }) {
  if (!link) return null
  return (
    <>
      <OutsideLink href={link.url}>{link.issueKey}</OutsideLink>
      {link.state === 'gone' && (
        <Text size="xs" c="dimmed">
          no longer there
        </Text>
      )}
    </>
  )
}
