import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { replaysQuery, stopReplay, type Replay } from '../../api/failed-requests.ts'
import { useAllowed } from '../../api/session.ts'
import { countOf } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Note } from '../../ui/note.tsx'
import { Time } from '../../ui/time.tsx'
import { standingOf } from './replay-standing.ts'

/** @param props.begun the replay that was begun on this page: shown also when it is over */
export function ReplaysUnderWay({ begun }: { begun: string | null }) {
  const { items = [] } = useQuery(replaysQuery).data ?? {}
  return items
    .filter((replay) => replay.id === begun || replay.waiting + replay.underWay > 0)
    .map((replay) => <OneReplay key={replay.id} replay={replay} />)
}

function OneReplay({ replay }: { replay: Replay }) {
  const { id, total, waiting, lastTurnAt } = replay
  const [stopping, setStopping] = useState(false)
  const mayAct = useAllowed('tickets:act')
  const queries = useQueryClient()
  const stop = useMutation({
    mutationFn: () => stopReplay(id),
    onSuccess: ({ stopped }) => {
      setStopping(false)
      notifications.show({
        color: 'green.8',
        message: `Stopped: ${countOf({ count: stopped, capped: false }, 'ticket')} not sent.`,
      })
      void queries.invalidateQueries({ queryKey: ['tickets'] })
    },
  })
  const { title, words, tone, share } = standingOf(replay)
  return (
    <Note
      tone={tone}
      icon={tone === 'green' ? 'check' : tone === 'red' ? 'alert' : 'sync'}
      title={title}
      role="status"
    >
      <Stack gap="xs">
        <Progress value={share} aria-label={`${title}: ${words}`} />
        <Group justify="space-between">
          <Text size="sm" component="div">
            {words}
            {lastTurnAt && (
              <>
                {' '}
                · the last goes <Time at={lastTurnAt} />
              </>
            )}
          </Text>
          {mayAct && waiting > 0 && (
            <Button size="xs" variant="default" onClick={() => setStopping(true)}>
              Stop
            </Button>
          )}
        </Group>
      </Stack>
      {stopping && (
        <Confirm
          title="Stop the replay?"
          confirm="Stop"
          cancel="Go on"
          busy={stop.isPending}
          error={stop.error}
          onConfirm={() => stop.mutate()}
          onCancel={() => setStopping(false)}
        >
          <Text size="sm">
            {waiting} of {total} are not sent yet: they come back to the table as they were. What is on its
            way already goes on.
          </Text>
        </Confirm>
      )}
    </Note>
  )
}
