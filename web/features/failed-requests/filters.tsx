import { Button, Checkbox, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from '../../api/connections.ts'
import type { FailedSearch } from '../../api/failed-requests.ts'
import { useAllowed } from '../../api/session.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SearchBox } from '../../ui/search-box.tsx'

interface FiltersProps {
  search: FailedSearch
  onRefine: (changed: FailedSearch) => void
}

export function FailedFilters({ search, onRefine }: FiltersProps) {
  const mayRead = useAllowed('connections:read')
  const connections = useQuery({ ...connectionsQuery, enabled: mayRead }).data ?? []
  return (
    <Group gap="sm" role="search">
      <SearchBox
        label="Search failed requests"
        placeholder="Alias, error code or words"
        value={search.q}
        onChange={(q) => onRefine({ q })}
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
      <Checkbox
        label="Alarms only"
        checked={search.alarms === 'true'}
        onChange={(event) => onRefine({ alarms: event.currentTarget.checked ? 'true' : '' })}
      />
      {search.cause && (
        <Button
          size="sm"
          variant="light"
          rightSection={<Icon name="cross" size={14} />}
          onClick={() => onRefine({ cause: '' })}
        >
          One cause only
        </Button>
      )}
    </Group>
  )
}
