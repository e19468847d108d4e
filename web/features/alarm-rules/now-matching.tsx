import { Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  rulePreviewQuery,
  type AlarmRule,
  type AlarmRulePreview,
  type PreviewAlarmRule,
} from '../../api/alarm-rules.ts'
import { countOf } from '../../ui/amounts.ts'
import { PageLink } from '../../ui/links.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Time } from '../../ui/time.tsx'
import { ApplyQuestion } from './apply-question.tsx'

/** Typing is not followed by a call for each letter. */
const typingMs = 400

interface NowMatchingProps {
  rule: AlarmRule | undefined
  /** Null while there is nothing to match. */
  scope: Omit<PreviewAlarmRule, 'id'> | null
  isSaved: boolean
}

/** What the rule would do to the alarms that are raised now. Nothing of it happens by saving. */
export function NowMatching({ rule, scope, isSaved }: NowMatchingProps) {
  const [settled] = useDebouncedValue(scope, typingMs)
  const query = useQuery({
    ...rulePreviewQuery({ ...(rule ? { id: rule.id } : {}), ...settled }),
    enabled: settled !== null,
  })
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby="now">
      <Stack gap="sm">
        <Title order={2} size="h4" id="now">
          What matches now
        </Title>
        {scope === null ? (
          <Text size="sm" c="dimmed">
            With a source or a condition, the alarms that are raised now and match are shown here.
          </Text>
        ) : query.error ? (
          <ProblemNote error={query.error} withFields />
        ) : query.data ? (
          <Found preview={query.data} rule={isSaved && rule?.enabled ? rule : undefined} />
        ) : (
          <Skeleton height={60} radius="md" />
        )}
      </Stack>
    </Paper>
  )
}

/** @param props.rule to be applied; absent where it cannot be */
function Found({ preview, rule }: { preview: AlarmRulePreview; rule: AlarmRule | undefined }) {
  const { matching, tickets, takenBefore, items } = preview
  const [asking, setAsking] = useState(false)
  const alarms = countOf(matching, 'alarm')
  return (
    <>
      <Text size="sm" role="status">
        {matching.count === 0
          ? 'No alarm that is raised now, has no ticket and waits for no rule matches.'
          : `${alarms} raised now without a ticket: ${countOf(tickets, 'ticket')}.`}
        {takenBefore.count > 0 && ` ${countOf(takenBefore, 'alarm')} besides go to a rule before this one.`}
      </Text>
      {items.length > 0 && (
        <>
          <Text size="sm" c="dimmed">
            Saving does nothing to them: the rule acts on alarms that come from now on.
          </Text>
          <Rows
            label="Alarms that match"
            columns={['Alarm', 'Source', 'First seen']}
            rows={items.map(({ id, title, source, firstSeenAt }) => ({
              id,
              cells: [
                <PageLink
                  key="alarm"
                  to="/alarms/$id"
                  params={{ id }}
                  size="sm"
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {title}
                </PageLink>,
                source,
                <Time key="seen" at={firstSeenAt} />,
              ],
            }))}
          />
          {items.length < matching.count && (
            <Text size="sm" c="dimmed">
              The newest {items.length} are shown.
            </Text>
          )}
          {rule && (
            <Button variant="light" style={{ alignSelf: 'flex-start' }} onClick={() => setAsking(true)}>
              Apply to {alarms} now
            </Button>
          )}
        </>
      )}
      {asking && rule && <ApplyQuestion rule={rule} preview={preview} onClose={() => setAsking(false)} />}
    </>
  )
}
