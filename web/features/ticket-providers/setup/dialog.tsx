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
  onClose: () => void
  onSaved: (connection: Connection) => void
}

/** The step-by-step set-up of one provider; for a configured one the same steps, pre-filled (A66). */
export function SetupDialog({ provider, connections, onClose, onSaved }: DialogProps) {
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty, onClose)
  const narrow = useNarrow()
  useFocusBack()
  const { connection } = cardStateOf(provider.kind, connections)
  return (
    <Modal
      opened
      onClose={leave}
      title={connection?.state === 'active' ? `Change ${provider.title}` : `Set up ${provider.title}`}
      size={920}
      fullScreen={narrow}
      closeOnClickOutside={!dirty}
    >
      <SetupSteps
        provider={provider}
        connection={connection}
        inTheWay={inTheWayOf(connection, connections)}
        onDirty={setDirty}
        onSaved={onSaved}
      />
      {question}
    </Modal>
  )
}
