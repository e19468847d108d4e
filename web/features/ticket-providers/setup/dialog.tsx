import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { cardStateOf, inTheWayOf } from '../card-state.ts'
import { SetupSteps } from './steps.tsx'

interface DialogProps {
  provider: ProviderInfo
  connections: Connection[]
  onClose: () => void
  onDisconnect: (connection: Connection) => void
}

/** The step-by-step set-up of one provider; for a configured one the same steps, pre-filled (A66). */
export function SetupDialog({ provider, connections, onClose, onDisconnect }: DialogProps) {
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty, onClose)
  const narrow = useNarrow()
  const inTheWay = inTheWayOf(provider.kind, connections)
  const { connection } = cardStateOf(provider.kind, connections)
  return (
    <Modal
      opened
      onClose={leave}
      title={connection?.state === 'active' ? `Change ${provider.title}` : `Set up ${provider.title}`}
      size={inTheWay ? 'md' : 920}
      fullScreen={narrow}
      closeOnClickOutside={!dirty}
    >
      {inTheWay ? (
        <OtherActive
          title={provider.title}
          other={inTheWay}
          onClose={onClose}
          onDisconnect={() => {
            onClose()
            onDisconnect(inTheWay)
          }}
        />
      ) : (
        <SetupSteps provider={provider} connection={connection} onDirty={setDirty} onDone={onClose} />
      )}
      {question}
    </Modal>
  )
}

interface OtherActiveProps {
  title: string
  other: Connection
  onClose: () => void
  onDisconnect: () => void
}

/** One provider is active at a time (A6). */
function OtherActive({ title, other, onClose, onDisconnect }: OtherActiveProps) {
  return (
    <Stack>
      <Text>
        {other.name} is active in this workspace, and only one provider can be. Disconnect it first, then set
        up {title}.
      </Text>
      <Text size="sm" c="dimmed">
        Tickets that are linked to {other.name} stay linked. You choose whether their status is still
        followed.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button color="red.8" onClick={onDisconnect}>
          Disconnect {other.name}…
        </Button>
      </Group>
    </Stack>
  )
}
