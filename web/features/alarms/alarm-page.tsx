import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { alarmQuery, type Alarm } from '../../api/alarms.ts'
import { useAllowed } from '../../api/session.ts'
import { Gate } from '../../shell/gate.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { AwaitedRule } from '../alarm-rules/awaited.tsx'
import { ToldOfAlarm } from '../alarm-sources/told.tsx'
import { AlarmFacts } from './facts.tsx'
import { TicketDialog } from './ticket-dialog.tsx'
import { TicketSection } from './ticket-section.tsx'
import { stepFor } from './words.ts'

export function AlarmPage() {
  const { id } = useParams({ from: '/shell/alarms/$id' })
  const query = useQuery(alarmQuery(id))
  const [creating, setCreating] = useDialog()
  const mayCreate = useAllowed('tickets:create')
  const mayOpen = mayCreate && query.data !== undefined && stepFor(query.data.ticket) === 'create'
  return (
    <Gate right="alarms:read">
      <Page
        title={query.data?.title ?? 'Alarm'}
        eyebrow={<TextLink to="/alarms">Alarms</TextLink>}
        actions={mayOpen && <Button onClick={() => setCreating(true)}>Create Ticket</Button>}
      >
        <Loaded query={query}>
          {(alarm) => <Details alarm={alarm} creating={creating && mayCreate} onCreating={setCreating} />}
        </Loaded>
      </Page>
    </Gate>
  )
}

/** The address may ask for the dialog once; a page read again later does not open it. */
function useDialog() {
  const { dialog } = useSearch({ from: '/shell/alarms/$id' })
  const navigate = useNavigate({ from: '/alarms/$id' })
  const wanted = dialog === 'ticket'
  const state = useState(wanted)
  useEffect(() => {
    if (wanted) void navigate({ search: {}, replace: true })
  }, [navigate, wanted])
  return state
}

interface DetailsProps {
  alarm: Alarm
  creating: boolean
  onCreating: (creating: boolean) => void
}

function Details({ alarm, creating, onCreating }: DetailsProps) {
  // With a ticket there is no dialog (B22); one that is open when the ticket comes says so itself.
  const [opened, setOpened] = useState(false)
  const shown = creating && (opened || stepFor(alarm.ticket) === 'create')
  if (shown !== opened) setOpened(shown)
  return (
    <Stack gap="lg" maw={860}>
      {alarm.awaits && <AwaitedRule awaits={alarm.awaits} />}
      {alarm.ticket && <TicketSection ticket={alarm.ticket} />}
      {alarm.ticket && <ToldOfAlarm alarmId={alarm.id} />}
      <AlarmFacts alarm={alarm} />
      {shown && <TicketDialog alarm={alarm} onClose={() => onCreating(false)} />}
    </Stack>
  )
}
