import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { ChoiceField } from '../setup/choice-field.tsx'
import { useSettings } from './use-settings.ts'

const priorities = [
  { name: 'low', title: 'Low' },
  { name: 'medium', title: 'Medium' },
  { name: 'high', title: 'High' },
] as const

/** The tracker's word for each of the hub's priorities (AX9). */
export function Priorities({ connection, provider }: { connection: Connection; provider: ProviderInfo }) {
  const [table, setTable] = useState<Record<string, string>>({
    ...provider.priorities,
    ...connection.settings.priorities,
  })
  const saving = useSettings(connection)
  const source = { provider: provider.kind, connectionId: connection.id, stamp: 0 }
  const save = () => {
    const set = priorities.filter(({ name }) => table[name]?.trim())
    saving.mutate({ priorities: Object.fromEntries(set.map(({ name }) => [name, table[name]?.trim()])) })
  }
  return (
    <Stack maw={420}>
      <Text size="sm" c="dimmed">
        What a ticket’s priority is called in {provider.title}.
      </Text>
      {priorities.map(({ name, title }) => (
        <ChoiceField
          key={name}
          label={title}
          name="priority"
          source={source}
          within={connection.destination}
          value={table[name] ?? ''}
          onChange={(value) => setTable((now) => ({ ...now, [name]: value }))}
        />
      ))}
      <ProblemNote error={saving.error} />
      <Button size="sm" style={{ alignSelf: 'flex-start' }} loading={saving.isPending} onClick={save}>
        Save priorities
      </Button>
    </Stack>
  )
}
