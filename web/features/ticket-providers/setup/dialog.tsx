import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { cardStateOf, inTheWayOf } from '../card-state.ts'
import { SetupSteps } from './steps.tsx'

interface DialogProps {
  provider: ProviderInfo
  connections: Connection[]
  /** What is set up; absent: what the provider’s card stands for. */
  subject?: Connection | 'new-instance'
  onClose: () => void
  onSaved: (connection: Connection) => void
}

/** The step-by-step set-up of one provider; for a configured one the same steps, pre-filled (A66). */
export function SetupDialog({ provider, connections, subject, onClose, onSaved }: DialogProps) {
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty, onClose)
  const narrow = useNarrow()
  useFocusBack()
  const ofCard = cardStateOf(provider.kind, connections).connection
  const connection = subject === 'new-instance' ? null : (subject ?? ofCard)
  const isInstance = subject === 'new-instance' || connection?.primary === false
  const others = connections.filter(({ id }) => id !== connection?.id)
  return (
    <Modal
      opened
      onClose={leave}
      title={titleOf(provider, connection, isInstance)}
      size={920}
      fullScreen={narrow}
      closeOnClickOutside={!dirty}
    >
      <SetupSteps
        provider={provider}
        connection={connection}
        inTheWay={isInstance ? null : inTheWayOf(connection, provider.kind, connections)}
        {...(isInstance ? { besides: others } : {})}
        onDirty={setDirty}
        onSaved={onSaved}
      />
      {question}
    </Modal>
  )
}

function titleOf({ title }: ProviderInfo, connection: Connection | null, isInstance: boolean): string {
  if (isInstance) return connection ? `Change ${connection.name}` : `Add an instance of ${title}`
  return connection?.state === 'active' ? `Change ${title}` : `Set up ${title}`
}
