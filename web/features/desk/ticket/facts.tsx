import { Anchor, Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { ServiceTicket } from '../../../api/service-tickets.ts'
import { useAllowed } from '../../../api/session.ts'
import type { Fact } from '../../../ui/fact-list.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { PageLink } from '../../../ui/links.tsx'
import { Time } from '../../../ui/time.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { PriorityWord } from '../list/parts.tsx'
import { categoryWords, responsibilityWords } from '../words.ts'
import { Diagnostic } from './diagnostic.tsx'
import { FactBox } from './fact-box.tsx'
import { IssueBox } from './issue-box.tsx'

/** Folded where there is little room: what was said comes first. */
export function SideFacts({ ticket }: { ticket: ServiceTicket }) {
  const narrow = useNarrow()
  const [unfolded, setUnfolded] = useState(false)
  const { operator, ownerContact, run } = ticket
  return (
    <>
      {narrow && (
        <Button
          variant="default"
          justify="space-between"
          aria-expanded={unfolded}
          rightSection={<Icon name={unfolded ? 'up' : 'down'} size={16} />}
          onClick={() => setUnfolded(!unfolded)}
        >
          {[operator.name, ownerContact.lastName, run?.alias].filter(Boolean).join(' · ')}
        </Button>
      )}
      {(!narrow || unfolded) && (
        <>
          <FactBox title="Operator" facts={operatorFacts(ticket)} />
          <FactBox title="Service" facts={serviceFacts(ticket)} />
          <Diagnostic run={ticket.run} />
          <IssueBox ticket={ticket} />
          <TicketBox ticket={ticket} />
        </>
      )}
    </>
  )
}

function operatorFacts({ operator, owner, ownerContact, operatorTicketRef }: ServiceTicket): Fact[] {
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
  ]
}

const serviceFacts = ({ service }: ServiceTicket): Fact[] => [
  { label: 'Alias', value: service.alias },
  { label: 'UUID', value: service.uuid },
  { label: 'Product', value: service.productName },
  { label: 'GRT', value: service.grt },
]

function CategoryWord({ category }: Pick<ServiceTicket, 'category'>) {
  return (
    <>
      {categoryWords[category]}{' '}
      {categoryWords[category].toLowerCase() !== category && (
        <Text span size="xs" c="dimmed">
          {category}
        </Text>
      )}
    </>
  )
}

function TicketBox({ ticket }: { ticket: ServiceTicket }) {
  const mayReadLog = useAllowed('logs:read')
  const { clearCode } = ticket
  const facts: Fact[] = [
    { label: 'Category', value: <CategoryWord category={ticket.category} /> },
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
    <FactBox title="Ticket" facts={facts}>
      {mayReadLog && (
        <PageLink to="/sync-log" search={{ ticket: ticket.ticketAlias }} size="sm" mt="sm" display="block">
          Log of this ticket
        </PageLink>
      )}
    </FactBox>
  )
}
