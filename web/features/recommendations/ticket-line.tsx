import { Group, Text } from '@mantine/core'
import type { Recommendation } from '../../api/recommendations.ts'
import { OutsideLink, PageLink } from '../../ui/links.tsx'
import { DeliveryBadge, StatusBadge } from '../../ui/status-badge.tsx'

/** What became of the recommendation: its newest ticket, and the issue behind it. */
export function TicketLine({ ticket }: { ticket: Recommendation['ticket'] }) {
  if (!ticket) return null
  return (
    <Group gap="xs">
      <PageLink to="/tickets/$alias" params={{ alias: ticket.alias }} size="sm">
        {ticket.alias}
      </PageLink>
      {ticket.issueKey && (
        <Text size="sm" component="span">
          {ticket.issueUrl ? (
            <OutsideLink href={ticket.issueUrl}>{ticket.issueKey}</OutsideLink>
          ) : (
            ticket.issueKey
          )}
        </Text>
      )}
      <StatusBadge category={ticket.statusCategory} word={ticket.rawStatus ?? ticket.status} />
      <DeliveryBadge state={ticket.delivery} />
    </Group>
  )
}
