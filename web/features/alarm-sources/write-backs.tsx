import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { failedWriteBacksQuery, queueWriteBacks, type AlarmSourceDetail } from '../../api/alarm-sources.ts'
import { countOf, some } from '../../ui/amounts.ts'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { WriteBackLine } from './write-back-line.tsx'

/** How telling the console goes, and what can be done where it does not. */
export function WriteBacks({ source }: { source: AlarmSourceDetail }) {
  const { name, untold } = source
  const { done, waiting, failed } = source.writeBacks
  const queries = useQueryClient()
  const queueing = useMutation({
    mutationFn: (what: 'retry-failed' | 'write-back') => queueWriteBacks(name, what),
    onSuccess: ({ queued }) => {
      notifications.show({
        color: 'green.8',
        message: `${countOf({ count: queued, capped: false }, 'alarm')} queued.`,
      })
      return queries.invalidateQueries({ queryKey: ['alarm-sources'] })
    },
  })
  return (
    <Stack component="section" gap="sm" aria-labelledby="write-backs">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h4" id="write-backs">
          What the console was told
        </Title>
        <Group gap={6}>
          <Pill tone="green" words={`${done} told`} />
          {waiting > 0 && <Pill tone="amber" words={`${waiting} waiting`} />}
          {failed > 0 && <Pill tone="red" words={`${failed} failed`} />}
        </Group>
      </Group>
      {untold > 0 && (
        <Note tone="amber" icon="alert" title={`${some(untold, 'alarm')} not told yet`}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">
              Their tickets were there before the request was. New tickets are told by themselves.
            </Text>
            <Button size="xs" loading={queueing.isPending} onClick={() => queueing.mutate('write-back')}>
              Tell the console about {some(untold, 'alarm')}
            </Button>
          </Stack>
        </Note>
      )}
      <ProblemNote error={queueing.error} />
      {failed > 0 && (
        <Failed
          name={name}
          failed={failed}
          onRetry={() => queueing.mutate('retry-failed')}
          busy={queueing.isPending}
        />
      )}
    </Stack>
  )
}

interface FailedProps {
  name: string
  failed: number
  busy: boolean
  onRetry: () => void
}

function Failed({ name, failed, busy, onRetry }: FailedProps) {
  const page = useQuery(failedWriteBacksQuery(name)).data
  const shown = page?.items ?? []
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button size="xs" loading={busy} onClick={onRetry}>
          Retry all {failed}
        </Button>
        {shown.length < failed && (
          <Text size="sm" c="dimmed">
            The newest {shown.length} are shown.
          </Text>
        )}
      </Group>
      {shown.map((one) => (
        <WriteBackLine key={one.alarm.id} writeBack={one} named />
      ))}
    </Stack>
  )
}
