import { Text } from '@mantine/core'
import { notifications, type NotificationData } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ticketQuery, type Ticket } from '../../api/tickets.ts'
import { Icon } from '../../ui/icon.tsx'
import { OutsideLink, TextLink } from '../../ui/links.tsx'
import { outcomeOf } from './outcome.ts'

const patience = 45_000

/** One toast for one creation: it says that the issue is on its way, and turns into the link to it. */
export function announceCreation(ticket: Ticket, tracker: string) {
  notifications.show({
    id: ticket.id,
    loading: true,
    autoClose: false,
    title: `${ticket.alias} is saved`,
    message: <OnTheWay ticket={ticket} tracker={tracker} />,
  })
}

function OnTheWay({ ticket: saved, tracker }: { ticket: Ticket; tracker: string }) {
  const [patient, setPatient] = useState(true)
  const { data: ticket = saved } = useQuery({
    ...ticketQuery(saved.id),
    refetchInterval: patient ? 1_500 : false,
  })
  const outcome = outcomeOf(ticket)
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patience)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (outcome === 'on the way' && patient) return
    notifications.update({ id: saved.id, loading: false, ...closing(ticket, tracker) })
  }, [outcome, patient, saved.id, ticket, tracker])
  return (
    <Text size="sm" component="span">
      Its issue is being created in {tracker}. <TicketLink ticket={ticket} />
    </Text>
  )
}

function closing(ticket: Ticket, tracker: string): NotificationData {
  const { link, delivery } = ticket
  if (link) {
    return {
      color: 'green.8',
      icon: <Icon name="check" />,
      title: `${link.issueKey} created`,
      autoClose: 12_000,
      message: (
        <Text size="sm" component="span">
          <OutsideLink href={link.url}>Open {link.issueKey}</OutsideLink> · <TicketLink ticket={ticket} />
        </Text>
      ),
    }
  }
  const troubled = outcomeOf(ticket) !== 'on the way'
  return {
    color: troubled ? 'red.8' : 'yellow.8',
    icon: <Icon name={troubled ? 'alert' : 'clock'} />,
    autoClose: false,
    title: troubled ? `${ticket.alias} needs you` : `${ticket.alias} is saved and waits`,
    message: (
      <Text size="sm" component="span">
        {delivery?.fault?.remedy ?? delivery?.waitingFor ?? `Its issue in ${tracker} follows by itself.`}{' '}
        <TicketLink ticket={ticket} />
      </Text>
    ),
  }
}

function TicketLink({ ticket: { alias } }: { ticket: Ticket }) {
  return (
    <TextLink to="/tickets/$alias" params={{ alias }}>
      {alias}
    </TextLink>
  )
}
