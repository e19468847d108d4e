import { List, Text } from '@mantine/core'
import type { ServiceTicket } from '../../../api/service-tickets.ts'
import { PageLink } from '../../../ui/links.tsx'
import { Pill } from '../../../ui/status-badge.tsx'
import type { Tone } from '../../../ui/status.ts'
import { Time } from '../../../ui/time.tsx'
import { categoryWords } from '../words.ts'
import { FactBox } from './fact-box.tsx'

type Run = NonNullable<ServiceTicket['run']>

const results: Record<Run['status'], { tone: Tone; words: string }> = {
  running: { tone: 'amber', words: 'Running' },
  completed: { tone: 'green', words: 'Completed' },
  error: { tone: 'red', words: 'Ended in an error' },
}

/** What the line’s own test found. */
export function Diagnostic({ run }: { run: Run | null }) {
  return (
    <FactBox title="Diagnostic" facts={run ? factsOf(run) : []}>
      {run ? (
        <Findings findings={run.findings} />
      ) : (
        <Text size="sm" c="dimmed">
          Opened without one; its category allows that.
        </Text>
      )}
    </FactBox>
  )
}

const factsOf = (run: Run) => [
  {
    label: 'Run',
    value: (
      <PageLink to="/diagnostics/$alias" params={{ alias: run.alias }} inherit>
        {run.alias}
      </PageLink>
    ),
  },
  { label: 'Result', value: <Pill {...results[run.status]} /> },
  { label: 'Started', value: run.startedAt && <Time at={run.startedAt} /> },
  { label: 'Ended', value: run.endedAt && <Time at={run.endedAt} /> },
]

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
