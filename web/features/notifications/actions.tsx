import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { actOnNotification, type Notification } from '../../api/notifications.ts'
import { useAllowed } from '../../api/session.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

type Action = Notification['actions'][number]

const buttons: Record<Action, string> = { retry: 'Send now', replay: 'Send once more', cancel: 'Give up' }
const done: Record<Action, string> = {
  retry: 'It is sent now.',
  replay: 'It is sent once more.',
  cancel: 'It was given up.',
}

/** What a person can do with one notification now. */
export function NotificationActions({ row }: { row: Notification }) {
  const { id, actions, recipient } = row
  const [asked, setAsked] = useState<Action | null>(null)
  const mayAct = useAllowed('operators:manage')
  const queries = useQueryClient()
  const acting = useMutation({
    mutationFn: (action: Action) => actOnNotification(id, action),
    onSuccess: (_, action) => {
      setAsked(null)
      notifications.show({ color: 'green.8', message: done[action] })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  })
  if (!mayAct || actions.length === 0) return null
  return (
    <Stack gap={4} align="flex-start">
      <Group gap="xs">
        {actions.map((action) => (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            aria-label={`${buttons[action]}: ${recipient}, ${row.ticket.alias}`}
            loading={acting.isPending && acting.variables === action}
            onClick={() => (action === 'retry' ? acting.mutate(action) : setAsked(action))}
          >
            {buttons[action]}
          </Button>
        ))}
      </Group>
      {!asked && <ProblemNote error={acting.error} />}
      {asked && (
        <Confirm
          danger={asked === 'cancel'}
          title={asked === 'cancel' ? 'Give this one up?' : 'Send it once more?'}
          confirm={buttons[asked]}
          cancel="Back"
          busy={acting.isPending}
          error={acting.error}
          onConfirm={() => acting.mutate(asked)}
          onCancel={() => setAsked(null)}
        >
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {asked === 'cancel'
              ? `${recipient} is not told about ${row.ticket.alias} unless you send it later.`
              : `${recipient} has taken it already and gets it again under the same id, by which it can tell.`}
          </Text>
        </Confirm>
      )}
    </Stack>
  )
}
