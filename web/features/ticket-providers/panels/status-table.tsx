import { Pill, Group, Stack, Text } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { Pill as StatusPill } from '../../../ui/status-badge.tsx'
import { categoryTone } from '../../../ui/status.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { categories, withStatus } from './additions.ts'
import { useSettings } from './use-settings.ts'

/** Which of the tracker's statuses means what; what was added here can be taken back. */
export function StatusTable({ connection, provider }: { connection: Connection; provider: ProviderInfo }) {
  const { statusAdditions } = connection.settings
  const saving = useSettings(connection)
  const remove = (name: string) => saving.mutate({ statusAdditions: withStatus(statusAdditions, name) })
  return (
    <Stack gap="sm">
      {categories.map((category) => (
        <Group key={category} gap="xs">
          <div style={{ width: '6.5rem' }}>
            <StatusPill tone={categoryTone(category)} words={category} />
          </div>
          <Text size="sm">{provider.statuses[category]?.join(', ')}</Text>
          {statusAdditions[category]?.map((name) => (
            <Pill
              key={name}
              withRemoveButton
              removeButtonProps={{
                'aria-label': `Take ${name} out of ${category}`,
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => remove(name)}
            >
              {name}
            </Pill>
          ))}
        </Group>
      ))}
      <Text size="sm" c="dimmed">
        Names are compared without regard to case. Those with a ✕ were added here.
      </Text>
      <ProblemNote error={saving.error} />
    </Stack>
  )
}
