import { List, Paper, Text, Title } from '@mantine/core'
import type { ServiceTicket } from '../../../api/service-tickets.ts'
import { FactList } from '../../../ui/fact-list.tsx'
import { Pill } from '../../../ui/status-badge.tsx'
import type { Tone } from '../../../ui/status.ts'
import { Time } from '../../../ui/time.tsx'
import { categoryWords } from '../words.ts'

type Run = NonNullable<ServiceTicket['run']>

const results: Record<Run['status'], { tone: Tone; words: string }> = {
  running: { tone: 'amber', words: 'Running' },
  completed: { tone: 'green', words: 'Completed' },
  error: { tone: 'red', words: 'Ended in an error' },
}

/** What the line’s own test found. */
export function Diagnostic({ run }: { run: Run | null }) {
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={2} size="h5">
        Diagnostic
      </Title>
      {run ? (
        <>
          <FactList
            facts={[
              { label: 'Run', value: run.kind === 'standard' ? run.alias : `${run.alias} (${run.kind})` },
              { label: 'Result', value: <Pill {...results[run.status]} /> },
              { label: 'Ended', value: run.endedAt && <Time at={run.endedAt} /> },
              { label: 'Started', value: !run.endedAt && run.startedAt && <Time at={run.startedAt} /> },
            ]}
          />
          <Findings findings={run.findings} />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          Opened without one; its category allows that.
        </Text>
      )}
    </Paper>
  )
}

function Findings({ findings }: Pick<Run, 'findings'>) {
  if (findings.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="sm">
        It reported no findings.
      </Text>
    )
  }
  return (
    <List size="sm" mt="sm" spacing={4} aria-label="Findings">
      {findings.map(({ category, text }) => (
        <List.Item key={text} style={{ overflowWrap: 'anywhere' }}>
          {category && <strong>{categoryWords[category]}: </strong>}
          {text}
        </List.Item>
      ))}
    </List>
  )
}
