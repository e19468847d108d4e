import { Checkbox, Group } from '@mantine/core'
import type { FailedSearch } from '../../api/failed-requests.ts'
import { SearchBox } from '../../ui/search-box.tsx'
import { OneOnly } from '../../ui/one-only.tsx'
import { ConnectionFilter } from '../list-filters/connection-filter.tsx'

interface FiltersProps {
  search: FailedSearch
  onRefine: (changed: FailedSearch) => void
}

export function FailedFilters({ search, onRefine }: FiltersProps) {
  return (
    <Group gap="sm" role="search">
      <SearchBox
        label="Search failed requests"
        placeholder="Alias, error code or words"
        value={search.q}
        onChange={(q) => onRefine({ q })}
      />
      <ConnectionFilter value={search.connectionId} onChange={(connectionId) => onRefine({ connectionId })} />
      <Checkbox
        label="Alarms only"
        checked={search.alarms === 'true'}
        onChange={(event) => onRefine({ alarms: event.currentTarget.checked ? 'true' : '' })}
      />
      {search.cause && <OneOnly onClear={() => onRefine({ cause: '' })}>One cause only</OneOnly>}
    </Group>
  )
}
