import { Box, Group, Stack, Text } from '@mantine/core'
import { useAllowed } from '../../api/session.ts'
import type { Ticket } from '../../api/tickets.ts'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { ShortId } from '../../ui/short-id.tsx'
import { DeliveryBadge, Pill, StatusBadge } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { RootCause } from '../ticket/root-cause.tsx'
import { priorityWords } from '../ticket/words.ts'
import { IssueLink } from './parts.tsx'
import type { TicketRowsProps } from './table.tsx'

const columns = [
  'Instance',
  'Ticket ID',
  'Alarm ID',
  'DataMiner ID',
  'Element ID',
  'Element Name',
  'Created At',
  'Priority',
  'Urgency',
  'Technical Impact',
  'Client Impact',
  'Root Cause',
  'Status',
]

/** The Tickets table of alarms (B30). */
export function AlarmTicketTable({ tickets, left }: TicketRowsProps) {
  const mayAct = useAllowed('tickets:act')
  const rows = tickets.map((ticket) => {
    const { id, alias, alarm, attributes, priority, createdAt } = ticket
    const faded = left.has(id)
    return {
      id,
      faded,
      cells: [
        <Stack key="instance" gap={2} align="flex-start">
          <PageLink to="/tickets/$alias" params={{ alias }} size="sm" fw={600}>
            {alias}
          </PageLink>
          <ShortId id={id} name={`the instance of ${alias}`} />
        </Stack>,
        ticket.link && <IssueLink key="issue" ticket={ticket} />,
        alarm && (
          <PageLink key="alarm" to="/alarms/$id" params={{ id: alarm.id }} size="sm">
            {alarm.rootKey}
          </PageLink>
        ),
        alarm?.agent,
        alarm?.elementId,
        <Text key="element" size="sm" miw={{ base: 0, sm: 140 }} style={{ overflowWrap: 'anywhere' }}>
          {alarm?.elementName}
        </Text>,
        <Time key="created" at={createdAt} />,
        priorityWords[priority],
        attributes?.['urgency'],
        attributes?.['technicalImpact'],
        attributes?.['clientImpact'],
        <Box key="cause" miw={{ base: 0, sm: 180 }}>
          <RootCause ticket={ticket} mayEdit={mayAct && !faded} />
        </Box>,
        <BothStatuses key="status" ticket={ticket} />,
      ],
    }
  })
  return <Rows label="Alarm tickets" columns={columns} rows={rows} keepsFirst />
}

/** How the creation stands and how the ticket stands are two things (BX9). */
function BothStatuses({ ticket: { creationStatus, ticketStatus, statusCategory } }: { ticket: Ticket }) {
  return (
    <Stack gap={4} miw={{ base: 0, sm: 150 }}>
      <Group gap={6} wrap="nowrap">
        <Text span size="xs" c="dimmed">
          Creation
        </Text>
        {creationStatus === 'done' ? (
          <Pill tone="green" words="Created" />
        ) : (
          <DeliveryBadge state={creationStatus} />
        )}
      </Group>
      {ticketStatus !== null && (
        <Group gap={6} wrap="nowrap">
          <Text span size="xs" c="dimmed">
            Ticket
          </Text>
          {ticketStatus === 'unknown' ? (
            <Pill tone="grey" words="Unknown" hint="Nothing has read the status in the tracker." />
          ) : (
            <StatusBadge category={statusCategory} word={ticketStatus} />
          )}
        </Group>
      )}
    </Stack>
  )
}
