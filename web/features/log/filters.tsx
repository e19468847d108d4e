import { Group } from '@mantine/core'
import type { LogSearch } from '../../api/log.ts'
import { DayFilter } from '../../ui/day-filter.tsx'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { OneOnly } from '../../ui/one-only.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { ConnectionFilter } from '../list-filters/connection-filter.tsx'
import { concerns, faultOptions, levels } from './words.ts'

interface FiltersProps {
  search: LogSearch
  /** Information is no part of the report of errors. */
  troubleOnly: boolean
  onRefine: (changed: LogSearch) => void
}

export function LogFilters({ search, troubleOnly, onRefine }: FiltersProps) {
  return (
    <Group gap="sm" role="search">
      <SearchBox
        label="Search the report"
        placeholder="Alias, or words of the message"
        value={search.q}
        onChange={(q) => onRefine({ q })}
      />
      <FilterSelect
        label="Level"
        all="All levels"
        value={search.level}
        options={troubleOnly ? levels.filter(({ value }) => value !== 'info') : levels}
        onChange={(level) => onRefine({ level })}
      />
      <FilterSelect
        label="Kind of fault"
        all="All kinds of faults"
        value={search.fault}
        options={faultOptions}
        onChange={(fault) => onRefine({ fault })}
      />
      <FilterSelect
        label="Concerns"
        all="One ticket or general"
        value={search.concerns}
        options={concerns}
        onChange={(concern) => onRefine({ concerns: concern })}
      />
      <ConnectionFilter value={search.connectionId} onChange={(connectionId) => onRefine({ connectionId })} />
      <DayFilter word="From" value={search.from} onChange={(from) => onRefine({ from })} />
      <DayFilter word="To" value={search.to} onChange={(to) => onRefine({ to })} />
      {search.ticket && <OneOnly onClear={() => onRefine({ ticket: '' })}>One ticket only</OneOnly>}
    </Group>
  )
}
