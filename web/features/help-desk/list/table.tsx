import { Stack, Text } from '@mantine/core'
import type { SupportTicketRow } from '../../../api/help-desk.ts'
import { OutsideLink, PageLink } from '../../../ui/links.tsx'
import { Rows } from '../../../ui/rows.tsx'
import { DeliveryBadge, Pill, StatusBadge } from '../../../ui/status-badge.tsx'
import { categoryTone } from '../../../ui/status.ts'
import { Time } from '../../../ui/time.tsx'
import { priorityWords } from '../words.ts'

const columns = ['Ticket', 'Status', 'Type', 'Customer', 'Product', 'Assigned to', 'Issue', 'Updated']

interface TableProps {
  tickets: SupportTicketRow[]
  /** Ids of those that no longer belong to the list. */
  left: ReadonlySet<string>
}

export function DeskTable({ tickets, left }: TableProps) {
  const rows = tickets.map((ticket) => ({
    id: ticket.id,
    faded: left.has(ticket.id),
    cells: [
      <What key="what" ticket={ticket} />,
      <StatusBadge key="status" category={ticket.status.category} word={ticket.status.name} />,
      <Pair key="type" first={ticket.type.name} second={priorityWords[ticket.priority]} />,
      ticket.customer?.name,
      ticket.product && <Pair key="product" first={ticket.product.name} second={ticket.version?.name} />,
      ticket.assignee,
      (ticket.link || isOnItsWay(ticket)) && <Issue key="issue" ticket={ticket} />,
      <Time key="updated" at={ticket.updatedAt} />,
    ],
  }))
  return <Rows label="Tickets of the help desk" columns={columns} rows={rows} />
}

function What({ ticket: { alias, title } }: { ticket: SupportTicketRow }) {
  return (
    <Stack gap={0} miw={{ base: 0, sm: 170 }} style={{ overflowWrap: 'anywhere' }}>
      <Text size="xs" c="dimmed">
        {alias}
      </Text>
      <PageLink to="/help-desk/$alias" params={{ alias }} size="sm" fw={600} lineClamp={2}>
        {title}
      </PageLink>
    </Stack>
  )
}

function Pair({ first, second }: { first: string; second: string | undefined }) {
  return (
    <div>
      <Text size="sm">{first}</Text>
      <Text size="xs" c="dimmed">
        {second}
      </Text>
    </div>
  )
}

/** What was given up is nothing to look at in a list. */
const isOnItsWay = ({ delivery }: SupportTicketRow) =>
  delivery !== null && delivery.state !== 'done' && delivery.state !== 'cancelled'

/** The issue’s key with its own status, in the colour of what that means here. */
function Issue({ ticket }: { ticket: SupportTicketRow }) {
  const { link, delivery, status } = ticket
  return (
    <Stack gap={4} align="flex-start">
      {link && (
        <>
          <Text size="sm" component="span">
            <OutsideLink href={link.url}>{link.issueKey}</OutsideLink>
          </Text>
          {link.state === 'gone' ? (
            <Pill tone="amber" words="gone" hint="Deleted there, or no longer to be seen." />
          ) : (
            link.rawStatus && (
              <Pill
                tone={categoryTone(link.statusMapped ? status.category : '')}
                words={link.rawStatus}
                hint={`Status in Jira: ${link.rawStatus}`}
              />
            )
          )}
        </>
      )}
      {isOnItsWay(ticket) && (
        <DeliveryBadge
          state={delivery?.state}
          hint={delivery?.fault?.remedy ?? delivery?.waitingFor ?? null}
        />
      )}
    </Stack>
  )
}
