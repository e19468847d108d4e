import { Text } from '@mantine/core'
import type { Ticket } from '../../api/tickets.ts'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Time } from '../../ui/time.tsx'
import { IssueLink, pageOf, TicketStatus } from './parts.tsx'

const columns = ['Ticket', 'Title', 'Status', 'Issue', 'Assignee', 'Project', 'Last synced', 'Created']

export interface TicketRowsProps {
  tickets: Ticket[]
  /** Ids of those that no longer belong to the list. */
  left: ReadonlySet<string>
}

export function TicketTable({ tickets, left }: TicketRowsProps) {
  const rows = tickets.map((ticket) => ({
    id: ticket.id,
    faded: left.has(ticket.id),
    cells: [
      <PageLink
        key="alias"
        to={pageOf(ticket)}
        params={{ alias: ticket.alias }}
        size="sm"
        fw={600}
        style={{ whiteSpace: 'nowrap' }}
      >
        {ticket.alias}
      </PageLink>,
      <Text key="title" size="sm" lineClamp={2} miw={200} style={{ overflowWrap: 'anywhere' }}>
        {ticket.title}
      </Text>,
      <TicketStatus key="status" ticket={ticket} />,
      <IssueLink key="issue" ticket={ticket} />,
      ticket.link?.assignee,
      ticket.project?.name,
      ticket.link && <Time key="synced" at={ticket.link.lastSyncedAt} />,
      <Time key="created" at={ticket.createdAt} />,
    ],
  }))
  return <Rows label="Tickets" columns={columns} rows={rows} />
}
