import { Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { alarmDialogQuery, alarmQuery, type Alarm } from '../../api/alarms.ts'
import { useMe } from '../../api/session.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { NoConnection } from '../create-ticket/no-connection.tsx'
import { TicketForm } from './ticket-form.tsx'
import { TicketThere } from './ticket-there.tsx'
import { stepFor } from './words.ts'

/** Asks for what a ticket about an alarm needs (B23). Should another person be quicker, it shows their ticket. */
export function TicketDialog({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const { activeConnection } = useMe()
  const { data: current = alarm } = useQuery({ ...alarmQuery(alarm.id), staleTime: 0 })
  const asked = useQuery({ ...alarmDialogQuery, enabled: activeConnection !== null })
  const [dirty, setDirty] = useState(false)
  const isFree = stepFor(current.ticket) === 'create'
  const { leave, question } = useLeaveGuard(dirty && isFree, onClose)
  const narrow = useNarrow()
  useFocusBack()
  return (
    <Modal
      opened
      onClose={leave}
      title="Create Ticket"
      size="lg"
      fullScreen={narrow}
      closeOnClickOutside={!dirty}
    >
      <Stack>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          About the alarm “{alarm.title}”.
        </Text>
        {current.ticket && !isFree && <TicketThere alias={current.ticket.alias} />}
        {isFree && !activeConnection && <NoConnection onClose={onClose} />}
        {isFree && activeConnection && (
          <Loaded query={asked} skeleton={<LoadingRows rows={4} height={58} />}>
            {({ attributes }) => (
              <TicketForm
                alarm={alarm}
                asked={attributes}
                onDirty={setDirty}
                onLeave={leave}
                onCreated={onClose}
              />
            )}
          </Loaded>
        )}
      </Stack>
      {question}
    </Modal>
  )
}
