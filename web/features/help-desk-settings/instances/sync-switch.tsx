import { Paper, Stack, Switch, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeInstance, instancesQuery, type Instance } from '../../../api/instances.ts'
import { some } from '../../../ui/amounts.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** C34, CX22: asks before it goes off, and says what waits meanwhile and what comes after. */
export function SyncSwitch({ instance, waiting }: { instance: Instance; waiting: number }) {
  const { id, name, synchronizing, primary } = instance
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const switching = useMutation({
    mutationFn: (on: boolean) => changeInstance(id, { synchronizing: on }),
    onSuccess: (changed, on) => {
      queries.setQueryData(instancesQuery.queryKey, (known) =>
        known?.map((one) => (one.id === id ? changed : one)),
      )
      void queries.invalidateQueries({ queryKey: ['connections'] })
      void queries.invalidateQueries({ queryKey: ['me'] })
      notifications.show({
        color: 'green.8',
        message: on
          ? `Synchronization of ${name} is on. What waited goes on, and what changed in Jira is caught up.`
          : `Synchronization of ${name} is off. Changes wait.`,
      })
      setAsking(false)
    },
  })
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="xs">
        <Switch
          label="Synchronization Active"
          description={
            synchronizing
              ? 'Issues, comments and fields are kept in step.'
              : 'Nothing is sent to Jira and nothing is read from it. What waits is kept, and caught up when you switch it on.'
          }
          checked={synchronizing}
          disabled={switching.isPending}
          onChange={(event) => {
            if (event.currentTarget.checked) switching.mutate(true)
            else setAsking(true)
          }}
        />
        {!asking && <ProblemNote error={switching.error} />}
      </Stack>
      {asking && (
        <Confirm
          danger
          title={`Switch synchronization of ${name} off?`}
          confirm="Switch off"
          busy={switching.isPending}
          error={switching.error}
          onConfirm={() => switching.mutate(false)}
          onCancel={() => setAsking(false)}
        >
          <Text size="sm">
            Nothing is sent to this Jira and nothing is read from it until you switch it on again. New issues
            and comments wait; {waiting > 0 ? `${some(waiting, 'ticket')} wait now` : 'none waits now'}.
            {primary && ' Tickets from recommendations and alarms that go there wait as well.'}
          </Text>
          <Text size="sm">
            Nothing is lost: switched on, what waited is sent in its order, and what changed in Jira meanwhile
            is caught up.
          </Text>
        </Confirm>
      )}
    </Paper>
  )
}
