import { Paper, Stack, Text, Title } from '@mantine/core'
import type { Alarm } from '../../api/alarms.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { OutsideLink } from '../../ui/links.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { stateWords } from './words.ts'

/** What the console said about the alarm. */
export function AlarmFacts({ alarm }: { alarm: Alarm }) {
  const { rootTime, clearedAt, url, description } = alarm
  const labels = Object.entries(alarm.labels).map(([label, value]) => ({ label, value }))
  return (
    <Stack gap="lg">
      {description && <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{description}</Text>}
      <Paper withBorder p="md" radius="md">
        <FactList
          facts={[
            { label: 'State', value: <Pill {...stateWords[alarm.state]} /> },
            { label: 'Severity', value: alarm.severity },
            { label: 'Element', value: alarm.elementName },
            { label: 'Alarm value', value: alarm.value },
            { label: 'Began', value: rootTime && <Time at={rootTime} /> },
            { label: 'Cleared', value: clearedAt && <Time at={clearedAt} /> },
            { label: 'Source', value: alarm.source },
            { label: 'Agent', value: alarm.agent },
            { label: 'Element ID', value: alarm.elementId },
            { label: 'Alarm ID', value: alarm.rootKey },
            {
              label: 'Own page',
              value: url && <OutsideLink href={url}>Open the alarm at its source</OutsideLink>,
            },
            { label: 'First seen', value: <Time at={alarm.firstSeenAt} /> },
            { label: 'Last seen', value: <Time at={alarm.lastSeenAt} /> },
          ]}
        />
      </Paper>
      {labels.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            Labels
          </Title>
          <FactList facts={labels} />
        </section>
      )}
    </Stack>
  )
}
