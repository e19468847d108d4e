import { Paper, Skeleton, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import { useAllowed } from '../../api/session.ts'
import { ticketQuery, type Ticket } from '../../api/tickets.ts'
import { Gate } from '../../shell/gate.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { ToldOfTicket } from '../alarm-sources/told.tsx'
import { CommentBox } from './comment-box.tsx'
import { DeliveryNotice } from './delivery-notice.tsx'
import { TicketFacts } from './facts.tsx'
import classes from './page.module.css'
import { Timeline } from './timeline.tsx'
import { useSync, useVisitSync } from './use-sync.ts'
import { WhySection } from './why-section.tsx'

export function TicketPage() {
  return (
    <Gate right="tickets:read">
      <TicketByAlias />
    </Gate>
  )
}

function TicketByAlias() {
  const { alias } = useParams({ from: '/shell/tickets/$alias' })
  const query = useQuery(ticketQuery(alias))
  const ticket = query.data
  // The way back, and reports, name every ticket here.
  if (ticket?.type === 'support') {
    return <Navigate to="/help-desk/$alias" params={{ alias: ticket.alias }} replace />
  }
  if (ticket?.type === 'service') {
    return <Navigate to="/desk/$alias" params={{ alias: ticket.alias }} replace />
  }
  const back = <TextLink to="/tickets">Tickets</TextLink>
  return (
    <Page
      title={ticket?.title ?? alias}
      eyebrow={
        <>
          {back} / {ticket?.alias ?? alias}
        </>
      }
      actions={
        ticket && (
          <StatusBadge category={ticket.statusCategory} word={ticket.link?.rawStatus ?? ticket.status} />
        )
      }
    >
      <Loaded query={query} skeleton={<Skeleton height={420} radius="md" />}>
        {(found) => <TicketBody key={found.id} ticket={found} />}
      </Loaded>
    </Page>
  )
}

function TicketBody({ ticket }: { ticket: Ticket }) {
  const mayAct = useAllowed('tickets:act')
  const sync = useSync(ticket)
  useVisitSync(ticket, mayAct ? sync.mutate : undefined)
  return (
    <>
      <DeliveryNotice ticket={ticket} mayAct={mayAct} />
      <div className={classes['columns']}>
        <section className={classes['text']} aria-label="Description">
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{ticket.description}</Text>
          <WhySection ticketId={ticket.id} />
          {ticket.type === 'alarm' && <ToldOfTicket ticketId={ticket.id} />}
        </section>
        <Paper
          withBorder
          p="md"
          radius="md"
          component="aside"
          className={classes['facts']}
          aria-label="Facts"
        >
          <TicketFacts ticket={ticket} sync={mayAct ? sync : null} />
        </Paper>
        <section className={classes['timeline']} aria-labelledby="timeline">
          <Title order={2} size="h4" mb="md" id="timeline">
            Timeline
          </Title>
          {mayAct && <CommentBox ticket={ticket} />}
          <Timeline ticketId={ticket.id} />
        </section>
      </div>
    </>
  )
}
