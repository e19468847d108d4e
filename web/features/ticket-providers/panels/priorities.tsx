import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { choicesQuery, type Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { ChoiceField } from '../fields/choice-field.tsx'
import { ownPriorities, priorities, type PriorityTable } from './own-priorities.ts'
import { useSettings } from './use-settings.ts'

/** The tracker's word for each of the hub's priorities (AX9). */
export function Priorities({ connection, provider }: { connection: Connection; provider: ProviderInfo }) {
  const declared = provider.priorities
  const [table, setTable] = useState<PriorityTable>({ ...declared, ...connection.settings.priorities })
  const saving = useSettings(connection)
  const from = { provider: provider.kind, connectionId: connection.id }
  const within = connection.destination
  const { data: choices = [] } = useQuery(choicesQuery({ ...from, field: 'priority', within }, 0))
  const nameOf = (word = '') => choices.find(({ value }) => value === word)?.label ?? word
  const save = (wanted: PriorityTable) => saving.mutate({ priorities: ownPriorities(wanted, declared) })
  const isOwn = Object.keys(ownPriorities(table, declared)).length > 0
  return (
    <Stack maw={480}>
      <Text size="sm" c="dimmed">
        What a ticket’s priority is called in {provider.title}.
      </Text>
      {priorities.map(({ name, title }) => {
        const differs = table[name]?.trim() !== declared[name]
        return (
          <ChoiceField
            key={name}
            label={title}
            name="priority"
            source={{ ...from, stamp: 0 }}
            within={within}
            required
            orTyped
            value={table[name] ?? ''}
            help={differs ? `Own. The default is ${nameOf(declared[name])}.` : 'The default.'}
            onChange={({ value }) => setTable((now) => ({ ...now, [name]: value }))}
          />
        )
      })}
      <ProblemNote error={saving.error} withFields />
      <Group gap="xs">
        <Button size="sm" loading={saving.isPending} onClick={() => save(table)}>
          Save priorities
        </Button>
        {isOwn && (
          <Button
            size="sm"
            variant="default"
            disabled={saving.isPending}
            onClick={() => {
              setTable(declared)
              save(declared)
            }}
          >
            Reset to the defaults
          </Button>
        )}
      </Group>
    </Stack>
  )
}
