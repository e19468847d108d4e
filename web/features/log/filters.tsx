import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from '../../api/connections.ts'
import type { LogSearch } from '../../api/log.ts'
import { useAllowed } from '../../api/session.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { Icon } from '../../ui/icon.tsx'

const levels = [
  { value: 'error', label: 'Errors' },
  { value: 'warning', label: 'Warnings' },
  { value: 'info', label: 'Information' },
]

interface FiltersProps {
  search: LogSearch
  onRefine: (changed: LogSearch) => void
}

export function LogFilters({ search, onRefine }: FiltersProps) {
  const mayRead = useAllowed('connections:read')
  const connections = useQuery({ ...connectionsQuery, enabled: mayRead }).data ?? []
  return (
    <Group gap="sm" role="search">
      <FilterSelect
        label="Level"
        all="All levels"
        value={search.level}
        options={levels}
        onChange={(level) => onRefine({ level })}
      />
      {mayRead && (
        <FilterSelect
          label="Connection"
          all="All connections"
          value={search.connectionId}
          options={connections.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(connectionId) => onRefine({ connectionId })}
        />
      )}
      {search.ticketId && (
        <Button
          size="sm"
          variant="light"
          rightSection={<Icon name="cross" size={14} />}
          onClick={() => onRefine({ ticketId: '' })}
        >
          One ticket only
        </Button>
      )}
    </Group>
  )
}
