import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { retryWriteBack, type WriteBack } from '../../api/alarm-sources.ts'
import { useAllowed } from '../../api/session.ts'
import { FaultText } from '../../ui/fault-note.tsx'
import { PageLink } from '../../ui/links.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { writeBackWords } from './words.ts'

interface LineProps {
  writeBack: WriteBack
  /** Says which alarm it is, where that is not the page. */
  named?: boolean
}

/** Whether an alarm’s console was told its ticket, and the way to try again. */
export function WriteBackLine({ writeBack, named = false }: LineProps) {
  const { alarm, source, state, fault, nextAttemptAt, waitingFor, updatedAt, canRetry } = writeBack
  const mayAct = useAllowed('tickets:act')
  const queries = useQueryClient()
  const retrying = useMutation({
    mutationFn: () => retryWriteBack(alarm.id),
    onSettled: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey }) => ['alarms', 'tickets', 'alarm-sources'].includes(String(queryKey[0])),
      }),
  })
  return (
    <Paper withBorder p="sm" radius="md" component="section" aria-label={`Console: ${alarm.title}`}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Group gap="xs" fz="sm">
            {named && (
              <PageLink to="/alarms/$id" params={{ id: alarm.id }} size="sm" fw={600}>
                {alarm.title}
              </PageLink>
            )}
            <span>{source}</span>
            <Pill {...writeBackWords[state]} />
            <Text span size="sm" c="dimmed">
              <Time at={updatedAt} />
            </Text>
          </Group>
          {mayAct && canRetry && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Retry telling ${source}: ${alarm.title}`}
              loading={retrying.isPending}
              onClick={() => retrying.mutate()}
            >
              Retry
            </Button>
          )}
        </Group>
        {waitingFor && (
          <Text size="sm">
            {waitingFor}{' '}
            {nextAttemptAt && (
              <>
                Next try <Time at={nextAttemptAt} />.
              </>
            )}
          </Text>
        )}
        {fault && state !== 'done' && <FaultText fault={fault} who="The console" />}
        <ProblemNote error={retrying.error} />
      </Stack>
    </Paper>
  )
}
