import { Group, Paper, Stack, Text } from '@mantine/core'
import { PageLink } from '../../ui/links.tsx'
import { Time } from '../../ui/time.tsx'
import { IssueLink, pageOf, TicketStatus } from './parts.tsx'
import type { TicketRowsProps } from './table.tsx'

export function TicketCards({ tickets, left }: TicketRowsProps) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
      {tickets.map((ticket) => (
        <Paper
          key={ticket.id}
          component="li"
          withBorder
          p="sm"
          radius="md"
          {...(left.has(ticket.id) ? { opacity: 0.65 } : {})}
        >
          <Stack gap={6}>
            <Group justify="space-between" gap="xs">
              <PageLink to={pageOf(ticket)} params={{ alias: ticket.alias }} size="sm" fw={600}>
                {ticket.alias}
              </PageLink>
              <Text size="sm" component="span">
                <IssueLink ticket={ticket} />
              </Text>
            </Group>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {ticket.title}
            </Text>
            <TicketStatus ticket={ticket} />
            <Text size="xs" c="dimmed" component="div">
              {[ticket.link?.assignee, ticket.project?.name].filter(Boolean).map((part) => `${part} · `)}
              created <Time at={ticket.createdAt} />
              {ticket.link?.lastSyncedAt && (
                <>
                  {' '}
                  · synced <Time at={ticket.link.lastSyncedAt} />
                </>
              )}
            </Text>
          </Stack>
        </Paper>
      ))}
    </Stack>
  )
}
