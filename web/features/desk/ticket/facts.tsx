import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ServiceTicket } from '../../../api/service-tickets.ts'
import { useAllowed } from '../../../api/session.ts'
import { FactList, type Fact } from '../../../ui/fact-list.tsx'
import { OutsideLink, PageLink } from '../../../ui/links.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { Why } from '../../../ui/why.tsx'
import { PriorityWord } from '../list/parts.tsx'
import { categoryWords, responsibilityWords, stepWords } from '../words.ts'
import { Diagnostic } from './diagnostic.tsx'

export function SideFacts({ ticket }: { ticket: ServiceTicket }) {
  return (
    <>
      <Box title="Operator" facts={operatorFacts(ticket)} />
      <Box title="Service" facts={serviceFacts(ticket)} />
      <Diagnostic run={ticket.run} />
      {ticket.link && <Issue link={ticket.link} category={ticket.statusCategory} />}
      <TicketBox ticket={ticket} />
    </>
  )
}

function Box({ title, facts, children }: { title: string; facts: Fact[]; children?: ReactNode }) {
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={2} size="h5">
        {title}
      </Title>
      <FactList facts={facts} />
      {children}
    </Paper>
  )
}

function operatorFacts({ operator, owner, ownerContact, next, operatorTicketRef }: ServiceTicket): Fact[] {
  const { firstName, lastName, email, phoneNumber } = ownerContact
  const person = `${firstName} ${lastName}`.trim()
  const dialled = phoneNumber.replace(/[^\d+]/gu, '')
  return [
    {
      label: 'Name',
      value: (
        <>
          {operator.displayName}
          {operator.removed && (
            <Text span inherit c="dimmed">
              {' '}
              (registered no more)
            </Text>
          )}
        </>
      ),
    },
    { label: 'Contact', value: person === owner ? person : `${person}, for ${owner}` },
    {
      label: 'E-mail',
      value: (
        <Anchor inherit href={`mailto:${encodeURIComponent(email)}`}>
          {email}
        </Anchor>
      ),
    },
    {
      label: 'Phone',
      value: dialled ? (
        <Anchor inherit href={`tel:${dialled}`}>
          {phoneNumber}
        </Anchor>
      ) : (
        phoneNumber
      ),
    },
    { label: 'Its reference', value: operatorTicketRef },
    { label: 'May now', value: mayNow(next.operator) },
  ]
}

/** DX4, in words. */
function mayNow(next: ServiceTicket['next']['operator']): string {
  return ['comment', ...next.map((status) => stepWords[status])].join(' or ')
}

const serviceFacts = ({ service }: ServiceTicket): Fact[] => [
  { label: 'Alias', value: service.alias },
  { label: 'UUID', value: service.uuid },
  { label: 'Product', value: service.productName },
  { label: 'GRT', value: service.grt },
]

function Issue({ link, category }: { link: NonNullable<ServiceTicket['link']>; category: string }) {
  const facts = [
    { label: 'Issue', value: <OutsideLink href={link.url}>{link.issueKey}</OutsideLink> },
    {
      label: 'Status',
      value: (
        <Stack gap={2} align="flex-start">
          <StatusBadge category={category} word={link.rawStatus ?? 'unknown'} />
          <Why reason={link.statusReason} />
        </Stack>
      ),
    },
    { label: 'Assignee', value: link.assignee ?? 'nobody' },
    { label: 'Last synced', value: <Time at={link.lastSyncedAt} /> },
  ]
  return <Box title="In the tracker" facts={facts} />
}

function TicketBox({ ticket }: { ticket: ServiceTicket }) {
  const mayReadLog = useAllowed('logs:read')
  const { clearCode } = ticket
  const facts: Fact[] = [
    { label: 'Category', value: categoryWords[ticket.category] },
    { label: 'Priority', value: <PriorityWord priority={ticket.priority} /> },
    {
      label: 'Cleared with',
      value: clearCode && (
        <>
          {clearCode.code}
          <Text size="xs" c="dimmed">
            {clearCode.means}. {responsibilityWords[clearCode.responsibility]} responsibility.
          </Text>
        </>
      ),
    },
    { label: 'Opened by', value: ticket.author },
    { label: 'Opened', value: <Time at={ticket.createdAt} /> },
    { label: 'Last changed', value: <Time at={ticket.modifiedAt} /> },
    { label: 'In the hub', value: ticket.ticketAlias },
  ]
  return (
    <Box title="Ticket" facts={facts}>
      {mayReadLog && (
        <PageLink to="/sync-log" search={{ ticket: ticket.ticketAlias }} size="sm" mt="sm" display="block">
          Log of this ticket
        </PageLink>
      )}
    </Box>
  )
}
