import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../api/connections.ts'
import { some } from '../../../ui/amounts.ts'
import { Note } from '../../../ui/note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { categories, isCategory, withStatus } from './additions.ts'
import { useSettings } from './use-settings.ts'

/** Statuses that are in no table: their tickets keep the last category until one is given here (AX10). */
export function UnmappedStatuses({ connection, mayManage }: { connection: Connection; mayManage: boolean }) {
  const { unmappedStatuses } = connection
  if (unmappedStatuses.length === 0) return null
  return (
    <Note tone="amber" icon="alert" title="Statuses without a category">
      <Stack gap="sm">
        <Text size="sm">Tickets with these statuses stay in the category they had before.</Text>
        {unmappedStatuses.map((status) => (
          <UnmappedStatus key={status.name} connection={connection} status={status} mayManage={mayManage} />
        ))}
      </Stack>
    </Note>
  )
}

interface UnmappedProps {
  connection: Connection
  status: Connection['unmappedStatuses'][number]
  mayManage: boolean
}

function UnmappedStatus({ connection, status: { name, count, suggestion }, mayManage }: UnmappedProps) {
  const [category, setCategory] = useState(isCategory(suggestion) ? suggestion : '')
  const saving = useSettings(connection)
  const map = () => {
    if (!isCategory(category)) return
    saving.mutate({ statusAdditions: withStatus(connection.settings.statusAdditions, name, category) })
  }
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Text size="sm" style={{ flex: '1 1 12rem' }}>
          <b>{name}</b> · {some(count, 'ticket')}
          {suggestion && ` · the tracker suggests ${suggestion}`}
        </Text>
        {mayManage && (
          <Group gap="xs">
            <NativeSelect
              size="xs"
              aria-label={`Category of ${name}`}
              value={category}
              data={[{ value: '', label: 'Choose a category' }, ...categories]}
              onChange={(event) => setCategory(event.currentTarget.value)}
            />
            <Button
              size="xs"
              aria-label={`Map ${name}`}
              disabled={!category}
              loading={saving.isPending}
              onClick={map}
            >
              Map
            </Button>
          </Group>
        )}
      </Group>
      <ProblemNote error={saving.error} />
    </Stack>
  )
}
