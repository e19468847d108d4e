import { Group, Paper, Stack, Text } from '@mantine/core'
import { PageLink } from '../../../ui/links.tsx'
import { Time } from '../../../ui/time.tsx'
import { categoryWords } from '../words.ts'
import { LastComment, PriorityWord, Standing, type QueueRowsProps } from './parts.tsx'

export function QueueCards({ tickets, left }: QueueRowsProps) {
  return (
    <Stack component="ul" aria-label="Tickets of the desk" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
      {tickets.map((ticket) => (
        <Paper
          key={ticket.id}
          component="li"
          withBorder
          p="sm"
          radius="md"
          {...(left.has(ticket.id) ? { bg: 'var(--mantine-color-default-hover)' } : {})}
        >
          <Stack gap={6}>
            <Group justify="space-between" gap="xs">
              <PageLink to="/desk/$alias" params={{ alias: ticket.alias }} size="sm" fw={600}>
                {ticket.alias}
              </PageLink>
              <Text size="sm" component="span">
                <PriorityWord priority={ticket.priority} />
              </Text>
            </Group>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {categoryWords[ticket.category]} · {ticket.service.alias}
              {ticket.service.productName && ` · ${ticket.service.productName}`}
            </Text>
            <Standing ticket={ticket} />
            <LastComment ticket={ticket} />
            <Text size="xs" c="dimmed" component="div">
              {ticket.operator.name} · opened <Time at={ticket.createdAt} />
            </Text>
          </Stack>
        </Paper>
      ))}
    </Stack>
  )
}
