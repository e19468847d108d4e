import { Group } from '@mantine/core'
import type { LogSearch } from '../../api/log.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { OneOnly } from '../../ui/one-only.tsx'
import { ConnectionFilter } from '../list-filters/connection-filter.tsx'

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
  return (
    <Group gap="sm" role="search">
      <FilterSelect
        label="Level"
        all="All levels"
        value={search.level}
        options={levels}
        onChange={(level) => onRefine({ level })}
      />
      <ConnectionFilter value={search.connectionId} onChange={(connectionId) => onRefine({ connectionId })} />
      {search.ticketId && <OneOnly onClear={() => onRefine({ ticketId: '' })}>One ticket only</OneOnly>}
    </Group>
  )
}
