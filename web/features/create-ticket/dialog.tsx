import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { recommendationQuery } from '../../api/recommendations.ts'
import { useMe } from '../../api/session.ts'
import type { TicketStart } from '../../shell/create-ticket.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { CreateTicketForm } from './form.tsx'
import { NoConnection } from './no-connection.tsx'

export default function CreateTicketDialog({ start, onClose }: { start: TicketStart; onClose: () => void }) {
  const { activeConnection } = useMe()
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty, onClose)
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
      {activeConnection ? (
        <Prefilled start={start} onDirty={setDirty} onLeave={leave} onCreated={onClose} />
      ) : (
        <NoConnection onClose={onClose} />
      )}
      {question}
    </Modal>
  )
}

interface PrefilledProps {
  start: TicketStart
  onDirty: (dirty: boolean) => void
  onLeave: () => void
  onCreated: () => void
}

function Prefilled({ start: { recommendationId }, ...rest }: PrefilledProps) {
  const query = useQuery({
    ...recommendationQuery(recommendationId ?? ''),
    enabled: recommendationId !== undefined,
    // The person reviews what is true now, and it does not change under their hands.
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  if (!recommendationId) return <CreateTicketForm {...rest} />
  return (
    <Loaded query={query} skeleton={<LoadingRows rows={4} height={58} />}>
      {(recommendation) => <CreateTicketForm recommendation={recommendation} {...rest} />}
    </Loaded>
  )
}
