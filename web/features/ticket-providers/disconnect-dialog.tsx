import { List, Radio, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { disconnect, type Connection, type OldTickets } from '../../api/connections.ts'
import { some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'

/** Says what will happen, in numbers, and asks what becomes of the old tickets (AX1). */
export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { name, state, counts } = connection
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
  const unsent = counts.waiting + counts.attention
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
        {state === 'active' && (
          <Radio.Group
            label="The tickets that are linked now"
            value={oldTickets}
            onChange={(value) => setOldTickets(value === 'keep-following' ? value : 'stop')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="stop" label="Stop following them" description="The credentials are erased." />
              <Radio
                value="keep-following"
                label="Keep following them"
                description="The credentials are kept, only to read; nothing new is created there."
              />
            </Stack>
          </Radio.Group>
        )}
        <List size="sm" spacing={4}>
          <List.Item>
            {some(counts.linked, 'linked ticket')} will keep the link to the issue
            {stops ? '; status sync stops for them.' : ' and be kept in step.'}
          </List.Item>
          {unsent > 0 && (
            <List.Item>
              {some(unsent, 'ticket')} without an issue will be set aside for you to decide on; none goes to
              the next provider by itself.
            </List.Item>
          )}
          {state === 'active' && (
            <List.Item>Nobody here can create tickets until a provider is active again.</List.Item>
          )}
        </List>
        <Text size="sm" c="dimmed">
          You can connect again at any time from its card
          {stops ? '; the credentials must then be entered anew' : ''}.
        </Text>
      </Stack>
    </Confirm>
  )
}
