import { Button, Group, Stack, Text } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { messageOf } from '../../api/problem.ts'
import { useAllowed } from '../../api/session.ts'
import type { Ticket } from '../../api/tickets.ts'
import { FactList, type Fact } from '../../ui/fact-list.tsx'
import { Icon } from '../../ui/icon.tsx'
import { OutsideLink, PageLink } from '../../ui/links.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { Why } from '../../ui/why.tsx'
import { RootCause } from './root-cause.tsx'
import { priorityWords } from './words.ts'

interface FactsProps {
  ticket: Ticket
  /** Absent for those who may only look. */
  sync: UseMutationResult<Ticket, Error, void> | null
}

export function TicketFacts({ ticket, sync }: FactsProps) {
  const mayReadLog = useAllowed('logs:read')
  const mayAct = useAllowed('tickets:act')
  const { link, delivery } = ticket
  const linkFacts: Fact[] = link
    ? [
        { label: 'Issue', value: <OutsideLink href={link.url}>{link.issueKey}</OutsideLink> },
        { label: 'Status', value: <StatusFact ticket={ticket} /> },
        { label: 'Assignee', value: link.assignee ?? 'nobody' },
        { label: 'Last synced', value: <SyncFact link={link} sync={sync} /> },
      ]
    : [{ label: 'Status', value: <StatusBadge category={ticket.statusCategory} word={ticket.status} /> }]
  return (
    <Stack gap="md">
      <FactList
        facts={[
          ...linkFacts,
          {
            label: 'Priority',
            value: (
              <>
                {priorityWords[ticket.priority]}
                <Why reason={delivery?.priorityReason} />
              </>
            ),
          },
          { label: 'Project', value: ticket.project?.name ?? 'none' },
          {
            label: 'Route',
            value: delivery?.destination && (
              <>
                {delivery.destination}
                <Why reason={delivery.routeReason} />
              </>
            ),
          },
          {
            label: 'About',
            value: aboutOf(ticket),
          },
          ...alarmFacts(ticket, mayAct),
          { label: 'Created by', value: ticket.createdBy },
          { label: 'Created', value: <Time at={ticket.createdAt} /> },
          { label: 'Updated', value: <Time at={ticket.updatedAt} /> },
        ]}
      />
      {mayReadLog && (
        <PageLink to="/sync-log" search={{ ticket: ticket.alias }} size="sm">
          Log of this ticket
        </PageLink>
      )}
    </Stack>
  )
}

function aboutOf({ recommendation, alarm }: Ticket): Fact['value'] {
  if (alarm) {
    return (
      <PageLink to="/alarms/$id" params={{ id: alarm.id }} inherit>
        {alarm.title}
      </PageLink>
    )
  }
  return (
    recommendation && (
      <PageLink to="/recommendations/$id" params={{ id: recommendation.id }} inherit>
        {recommendation.title}
      </PageLink>
    )
  )
}

/** What the dialog of an alarm asked for (B23), and its root cause. */
function alarmFacts(ticket: Ticket, mayEdit: boolean): Fact[] {
  const { attributes } = ticket
  if (!ticket.alarm) return []
  return [
    { label: 'Urgency', value: attributes?.['urgency'] },
    { label: 'Technical Impact', value: attributes?.['technicalImpact'] },
    { label: 'Client Impact', value: attributes?.['clientImpact'] },
    { label: 'Root Cause', value: <RootCause ticket={ticket} mayEdit={mayEdit} /> },
  ]
}

function StatusFact({ ticket: { link, status, statusCategory, ticketStatus } }: { ticket: Ticket }) {
  return (
    <Stack gap={2} align="flex-start">
      <StatusBadge category={statusCategory} word={link?.rawStatus ?? status} />
      {link && !link.statusMapped && link.rawStatus && (
        <Text size="sm">
          “{link.rawStatus}” is in no status table, so the ticket stays {statusCategory}.
        </Text>
      )}
      {ticketStatus === 'unknown' && (
        <Text size="sm" c="dimmed">
          This is the hub’s own: the status in the tracker has not been read.
        </Text>
      )}
      <Why reason={link?.statusReason} />
    </Stack>
  )
}

function SyncFact({ link, sync }: { link: NonNullable<Ticket['link']>; sync: FactsProps['sync'] }) {
  if (!link.following) {
    return (
      <>
        <Time at={link.lastSyncedAt} />
        <Text size="sm" c="dimmed">
          Status sync has stopped for this connection.
        </Text>
      </>
    )
  }
  return (
    <Stack gap={4} align="flex-start">
      <Group gap="xs">
        <Time at={link.lastSyncedAt} />
        {sync && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<Icon name="sync" size={14} />}
            loading={sync.isPending}
            onClick={() => sync.mutate()}
          >
            Sync now
          </Button>
        )}
      </Group>
      {sync?.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {messageOf(sync.error)}
        </Text>
      )}
    </Stack>
  )
}
