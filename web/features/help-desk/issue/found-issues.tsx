import { Group, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { foundIssuesQuery, type FoundIssue } from '../../../api/issue-links.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { LoadingRows } from '../../../ui/states.tsx'
import { Pill } from '../../../ui/status-badge.tsx'

interface FoundIssuesProps {
  ticketId: string
  wanted: { words: string; instanceId: string }
  chosen: FoundIssue | null
  onChoose: (issue: FoundIssue) => void
}

export function FoundIssues({ ticketId, wanted, chosen, onChoose }: FoundIssuesProps) {
  const query = useQuery(foundIssuesQuery(ticketId, wanted))
  if (query.isPending) return <LoadingRows rows={3} height={36} />
  if (query.error) return <ProblemNote error={query.error} />
  const issues = query.data
  if (issues.length === 0) {
    return (
      <Text size="sm" c="dimmed" role="status">
        Jira has no issue that fits “{wanted.words}”, or its integration user may not see it.
      </Text>
    )
  }
  return (
    <Radio.Group
      aria-label="Issues found"
      value={chosen?.key ?? null}
      onChange={(key) => {
        const issue = issues.find((one) => one.key === key)
        if (issue) onChoose(issue)
      }}
      aria-busy={query.isPlaceholderData}
    >
      <Stack gap="xs" mah="40vh" style={{ overflowY: 'auto' }}>
        {issues.map(({ key, title, status }) => (
          <Radio
            key={key}
            value={key}
            label={
              <Group gap="xs">
                <Text span size="sm" fw={600}>
                  {key}
                </Text>
                <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {title}
                </Text>
                {status && <Pill tone="grey" words={status} />}
              </Group>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
