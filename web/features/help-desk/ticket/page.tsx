import { Box, Button, Group, Paper, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { deskTicketQuery, type SupportTicket } from '../../../api/help-desk.ts'
import { useAllowed } from '../../../api/session.ts'
import { Gate } from '../../../shell/gate.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Page } from '../../../ui/page.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { DeliveryNotice } from '../../ticket/delivery-notice.tsx'
import { useSync, useVisitSync } from '../../ticket/use-sync.ts'
import { WhySection } from '../../ticket/why-section.tsx'
import { JiraBox, useIssueStep } from '../issue/box.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import { priorityWords } from '../words.ts'
import { EditWords } from './edit-words.tsx'
import { DeskFacts } from './facts.tsx'
import classes from './page.module.css'
import { WorkTabs } from './work-tabs.tsx'

export function DeskTicketPage() {
  return (
    <Gate right="help-desk:read">
      <TicketByAlias />
    </Gate>
  )
}

function TicketByAlias() {
  const { alias } = useParams({ from: '/shell/help-desk/$alias' })
  const query = useQuery(deskTicketQuery(alias))
  const mayWrite = useAllowed('help-desk:write')
  const [editing, setEditing] = useState(false)
  const ticket = query.data
  return (
    <Page
      title={ticket?.title ?? alias}
      eyebrow={
        <>
          <TextLink to="/help-desk">Help desk</TextLink> / {ticket?.alias ?? alias}
        </>
      }
      actions={
        ticket && (
          <Group gap="sm">
            <StatusBadge category={ticket.status.category} word={ticket.status.name} />
            {mayWrite && (
              <Button
                variant="default"
                size="xs"
                leftSection={<Icon name="edit" size={14} />}
                onClick={() => setEditing(true)}
              >
                Edit
              </Button>
            )}
          </Group>
        )
      }
    >
      <Loaded query={query} skeleton={<Skeleton height={420} radius="md" />}>
        {(found) => (
          <>
            <TicketBody key={found.id} ticket={found} />
            {editing && <EditWords ticket={found} onClose={() => setEditing(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function TicketBody({ ticket }: { ticket: SupportTicket }) {
  const mayAct = useAllowed('tickets:act')
  const sync = useSync(ticket)
  const [step, setStep] = useIssueStep()
  useVisitSync(ticket, mayAct ? sync.mutate : undefined)
  return (
    <>
      <DeliveryNotice ticket={ticket} mayAct={mayAct} onLinkExisting={() => setStep('link')} />
      <div className={classes['columns']}>
        <section className={classes['text']} aria-label="Description">
          {ticket.description.trim() ? (
            <Markdown text={ticket.description} />
          ) : (
            <Text size="sm" c="dimmed">
              No description.
            </Text>
          )}
          {(ticket.link || ticket.delivery) && <WhySection ticketId={ticket.id} />}
        </section>
        <aside className={classes['side']} aria-label="Facts">
          <JiraBox ticket={ticket} sync={mayAct ? sync : null} step={step} onStep={setStep} />
          <FactsBox ticket={ticket} />
        </aside>
        <WorkTabs ticket={ticket} className={classes['work'] ?? ''} />
      </div>
    </>
  )
}

/** Folded where there is little room: what people write comes first. What is being edited outlives a turn of the phone. */
function FactsBox({ ticket }: { ticket: SupportTicket }) {
  const narrow = useNarrow()
  const [unfolded, setUnfolded] = useState(false)
  const { type, priority, assignee } = ticket
  return (
    <Paper withBorder p="md" radius="md">
      {narrow && (
        <Button
          fullWidth
          variant="subtle"
          color="gray"
          justify="space-between"
          aria-expanded={unfolded}
          rightSection={<Icon name={unfolded ? 'up' : 'down'} size={16} />}
          onClick={() => setUnfolded(!unfolded)}
        >
          {[type.name, priorityWords[priority], assignee].filter(Boolean).join(' · ')}
        </Button>
      )}
      <Box hidden={narrow && !unfolded} mt={narrow ? 'md' : 0}>
        <DeskFacts ticket={ticket} />
      </Box>
    </Paper>
  )
}
