import { Box, Stack, Text } from '@mantine/core'
import type { ServiceTicketRow } from '../../../api/service-tickets.ts'
import { PageLink } from '../../../ui/links.tsx'
import { Rows } from '../../../ui/rows.tsx'
import { Time } from '../../../ui/time.tsx'
import { categoryWords } from '../words.ts'
import { LastComment, PriorityWord, Standing, type QueueRowsProps } from './parts.tsx'

const columns = ['Ticket', 'Service', 'Operator', 'Priority', 'Status', 'Opened', 'Last comment']

export function QueueTable({ tickets, left }: QueueRowsProps) {
  const rows = tickets.map((ticket) => ({
    id: ticket.id,
    faded: left.has(ticket.id),
    cells: [
      <What key="what" ticket={ticket} />,
      <Line key="service" ticket={ticket} />,
      <Text key="operator" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {ticket.operator.name}
      </Text>,
      <PriorityWord key="priority" priority={ticket.priority} />,
      <Box key="status" miw={150}>
        <Standing ticket={ticket} />
      </Box>,
      <Time key="opened" at={ticket.createdAt} />,
      <Box key="comment" miw={180}>
        <LastComment ticket={ticket} />
      </Box>,
    ],
  }))
  return <Rows label="Tickets of the desk" columns={columns} rows={rows} />
}

function What({ ticket: { alias, category } }: { ticket: ServiceTicketRow }) {
  return (
    <Stack gap={0} miw={130}>
      <PageLink to="/desk/$alias" params={{ alias }} size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
        {alias}
      </PageLink>
      <Text size="sm">{categoryWords[category]}</Text>
    </Stack>
  )
}

function Line({ ticket: { service } }: { ticket: ServiceTicketRow }) {
  return (
    <Stack gap={0} style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        {service.alias}
      </Text>
      <Text size="xs" c="dimmed">
        {service.productName}
      </Text>
    </Stack>
  )
}
