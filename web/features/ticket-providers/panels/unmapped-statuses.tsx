import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../api/connections.ts'
import { some } from '../../../ui/amounts.ts'
import { PageLink } from '../../../ui/links.tsx'
import { Note } from '../../../ui/note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { categories, isCategory } from './additions.ts'
import { useStatusTable } from './use-status-table.tsx'

/** Statuses that are in no table: their tickets keep the last category until one is given here (AX10). */
export function UnmappedStatuses({ connection, mayManage }: { connection: Connection; mayManage: boolean }) {
  const { unmappedStatuses } = connection
  if (unmappedStatuses.length === 0) return null
  return (
    <Note tone="amber" icon="alert" title="Statuses without a category">
      <Stack gap="sm">
        <Text size="sm">
          <PageLink to="/tickets" search={{ unmapped: 'true' }} inherit>
            Tickets with these statuses
          </PageLink>{' '}
          stay in the category they had before.
        </Text>
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

/** One click takes the tracker's own suggestion; any other category is a choice away. */
function UnmappedStatus({ connection, status: { name, count, suggestion }, mayManage }: UnmappedProps) {
  const [category, setCategory] = useState('')
  const { saving, map } = useStatusTable(connection)
  const chosen = category || suggestion
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
              value={category || (suggestion ?? '')}
              data={[...(suggestion ? [] : [{ value: '', label: 'Choose a category' }]), ...categories]}
              onChange={(event) => setCategory(event.currentTarget.value)}
            />
            <Button
              size="xs"
              disabled={!chosen}
              loading={saving.isPending}
              onClick={() => isCategory(chosen) && map(name, chosen)}
            >
              {chosen ? `“${name}” means ${chosen}` : 'Choose first'}
            </Button>
          </Group>
        )}
      </Group>
      <ProblemNote error={saving.error} withFields />
    </Stack>
  )
}
