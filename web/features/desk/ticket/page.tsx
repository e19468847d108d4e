import { Skeleton, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { serviceTicketQuery, type ServiceTicket } from '../../../api/service-tickets.ts'
import { useAllowed } from '../../../api/session.ts'
import { Gate } from '../../../shell/gate.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Page } from '../../../ui/page.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { DeliveryNotice } from '../../ticket/delivery-notice.tsx'
import { categoryWords } from '../words.ts'
import { Banners } from './banners.tsx'
import { CommentBox } from './comment-box.tsx'
import { SideFacts } from './facts.tsx'
import classes from './page.module.css'
import { Steps, useStep } from './steps.tsx'
import { ServiceTimeline } from './timeline.tsx'

export function DeskServiceTicketPage() {
  return (
    <Gate right="tickets:read">
      <TicketByAlias />
    </Gate>
  )
}

function TicketByAlias() {
  const { alias } = useParams({ from: '/shell/desk/$alias' })
  const query = useQuery(serviceTicketQuery(alias))
  const ticket = query.data
  return (
    <Page
      title={ticket ? `${categoryWords[ticket.category]} on ${ticket.service.alias}` : alias}
      eyebrow={
        <>
          <TextLink to="/desk">Desk</TextLink> / {ticket?.alias ?? alias}
        </>
      }
      actions={ticket && <StatusBadge category={ticket.statusCategory} word={ticket.status} />}
    >
      <Loaded query={query} skeleton={<Skeleton height={420} radius="md" />}>
        {(found) => <TicketBody key={found.id} ticket={found} />}
      </Loaded>
    </Page>
  )
}

function TicketBody({ ticket }: { ticket: ServiceTicket }) {
  const mayAct = useAllowed('tickets:act')
  const { step, begin, end } = useStep()
  return (
    <>
      <Banners ticket={ticket} onClear={mayAct ? () => begin('cleared') : undefined} />
      <DeliveryNotice ticket={ticket} mayAct={mayAct} />
      <Steps ticket={ticket} mayAct={mayAct} step={step} begin={begin} end={end} />
      <div className={classes['columns']}>
        <section className={classes['text']} aria-label="Description">
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{ticket.description}</Text>
        </section>
        <aside className={classes['side']} aria-label="Facts">
          <SideFacts ticket={ticket} />
        </aside>
        <section className={classes['timeline']} aria-labelledby="timeline">
          <Title order={2} size="h4" mb="md" id="timeline">
            Timeline
          </Title>
          {mayAct && <CommentBox ticket={ticket} />}
          <ServiceTimeline ticket={ticket} />
        </section>
      </div>
    </>
  )
}
