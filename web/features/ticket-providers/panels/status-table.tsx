import { Stack, Text } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { categories } from './additions.ts'
import { StatusCategory } from './status-category.tsx'
import { useStatusTable } from './use-status-table.tsx'

/** Which of the tracker's statuses means what: the provider's table, and what this connection adds to it. */
export function StatusTable({ connection, provider }: { connection: Connection; provider: ProviderInfo }) {
  const { statusAdditions } = connection.settings
  const { saving, map, remove } = useStatusTable(connection)
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        What is added here wins over {provider.title}’s own table. Names are compared without regard to case.
      </Text>
      {categories.map((category) => (
        <StatusCategory
          key={category}
          category={category}
          declared={provider.statuses[category] ?? []}
          added={statusAdditions[category] ?? []}
          busy={saving.isPending}
          onAdd={(name) => map(name, category)}
          onRemove={remove}
        />
      ))}
      <ProblemNote error={saving.error} withFields />
    </Stack>
  )
}
