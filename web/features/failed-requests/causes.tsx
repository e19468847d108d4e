import { Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { FailedSearch, FailureCause, ReplayWhich } from '../../api/failed-requests.ts'
import { useAllowed } from '../../api/session.ts'
import { countOf } from '../../ui/amounts.ts'
import { TextLink } from '../../ui/links.tsx'
import { Time } from '../../ui/time.tsx'
import { codesOf } from './codes.ts'

const shownAtFirst = 3

interface CausesProps {
  causes: { items: FailureCause[]; complete: boolean }
  /** The one that the table is narrowed to. */
  chosen: string | undefined
  onReplay: (which: ReplayWhich) => void
  onRefine: (changed: FailedSearch) => void
}

/** Why creations failed, the commonest cause first: what is mended there mends many at once. */
export function FailureCauses({ causes: { items, complete }, chosen, onReplay, onRefine }: CausesProps) {
  const [all, setAll] = useState(false)
  const mayAct = useAllowed('tickets:act')
  if (items.length === 0) return null
  const replayable = items.reduce((sum, { replayable: count }) => sum + count, 0)
  return (
    <Stack component="section" gap="sm" aria-labelledby="causes">
      <Group justify="space-between">
        <Title order={2} size="h4" id="causes">
          Causes
        </Title>
        {mayAct && items.length > 1 && replayable > 0 && (
          <Button size="xs" variant="default" onClick={() => onReplay({ all: true })}>
            Retry everything
          </Button>
        )}
      </Group>
      {items.slice(0, all ? undefined : shownAtFirst).map((cause) => (
        <Cause
          key={cause.cause}
          cause={cause}
          chosen={chosen === cause.cause}
          onReplay={mayAct && cause.replayable > 0 ? () => onReplay({ cause: cause.cause }) : undefined}
          onShow={() => onRefine({ cause: chosen === cause.cause ? '' : cause.cause })}
        />
      ))}
      {items.length > shownAtFirst && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => setAll(!all)}
          style={{ alignSelf: 'start' }}
        >
          {all ? 'Show fewer' : `Show all ${items.length} causes`}
        </Button>
      )}
      {!complete && (
        <Text size="sm" c="dimmed">
          There is more than is shown here: the newest 10,000 failures were sorted into the 50 commonest
          causes.
        </Text>
      )}
    </Stack>
  )
}

interface CauseProps {
  cause: FailureCause
  chosen: boolean
  /** Absent where nothing of it can be sent again. */
  onReplay: (() => void) | undefined
  onShow: () => void
}

function Cause({ cause, chosen, onReplay, onShow }: CauseProps) {
  const { fault, count, replayable, connection, errorMessage, example } = cause
  const codes = codesOf(fault)
  return (
    <Paper withBorder p="md" radius="md">
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} style={{ flex: '1 1 20rem', minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {errorMessage} {codes && <Code>{codes}</Code>}
          </Text>
          {fault && <Text size="sm">{fault.remedy}</Text>}
          <Text size="sm" c="dimmed" component="div">
            {countOf({ count, capped: false }, 'ticket')} in {connection.name} · newest{' '}
            <TextLink to="/tickets/$alias" params={{ alias: example.alias }}>
              {example.alias}
            </TextLink>
            , <Time at={cause.newestAt} />
            {replayable < count && ` · ${count - replayable} to be decided on one by one`}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button size="xs" variant="subtle" aria-pressed={chosen} onClick={onShow}>
            {chosen ? 'Show all causes' : 'Show them'}
          </Button>
          {onReplay && (
            <Button size="xs" aria-label={`Retry all ${replayable}: ${errorMessage}`} onClick={onReplay}>
              Retry all {replayable}
            </Button>
          )}
        </Group>
      </Group>
    </Paper>
  )
}
