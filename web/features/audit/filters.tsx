import { Group } from '@mantine/core'
import type { AuditSearch } from '../../api/audit.ts'
import { DayFilter } from '../../ui/day-filter.tsx'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { OneOnly } from '../../ui/one-only.tsx'
import { areaOptions } from './words.ts'

interface FiltersProps {
  search: AuditSearch
  onRefine: (changed: AuditSearch) => void
}

/** Who and what it was done to are chosen in the list itself. */
export function AuditFilters({ search, onRefine }: FiltersProps) {
  return (
    <Group gap="sm" role="search">
      <FilterSelect
        label="What"
        all="Everything"
        value={search.action}
        options={areaOptions}
        onChange={(action) => onRefine({ action })}
      />
      <DayFilter word="From" value={search.from} onChange={(from) => onRefine({ from })} />
      <DayFilter word="To" value={search.to} onChange={(to) => onRefine({ to })} />
      {search.actor && <OneOnly onClear={() => onRefine({ actor: '' })}>Done by one only</OneOnly>}
      {search.target && <OneOnly onClear={() => onRefine({ target: '' })}>Done to one only</OneOnly>}
    </Group>
  )
}
