import { Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { disconnect, type Connection, type OldTickets } from '../../api/connections.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { OldTicketsQuestion } from './old-tickets.tsx'

/** Says what will happen, in numbers, and asks what becomes of the old tickets (AX1). */
export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { name, state, primary } = connection
  const [oldTickets, setOldTickets] = useState<OldTickets>('stop')
  const stops = oldTickets === 'stop'
  const queries = useQueryClient()
  const leaving = useMutation({
    mutationFn: () => disconnect(connection.id, oldTickets),
    onSuccess: () => {
      notifications.show({
        color: 'green.8',
        message: stops
          ? `${name} is disconnected.`
          : `Nothing more is created in ${name}; its old tickets are followed.`,
      })
      void queries.invalidateQueries()
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Disconnect ${name}?`}
      confirm="Disconnect"
      busy={leaving.isPending}
      error={leaving.error}
      onConfirm={() => leaving.mutate()}
      onCancel={onClose}
    >
      <Stack>
        <OldTicketsQuestion connection={connection} value={oldTickets} onChange={setOldTickets} />
        {state === 'active' && (
          <Text size="sm">
            {primary
              ? 'Nobody here can create tickets until a provider is active again.'
              : 'Products and versions that name this instance get no issues until they name another one.'}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          You can connect again at any time{primary ? ' from its card' : ' as a new instance'}
          {stops ? '; the credentials must then be entered anew' : ''}.
        </Text>
      </Stack>
    </Confirm>
  )
}
