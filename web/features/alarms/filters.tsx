import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { alarmFiltersQuery, type AlarmSearch } from '../../api/alarms.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { states, ticketStates } from './words.ts'

interface FiltersProps {
  search: AlarmSearch
  onRefine: (changed: AlarmSearch) => void
}

const asOptions = (values: string[] = []) => values.map((value) => ({ value, label: value }))

export function AlarmFilters({ search, onRefine }: FiltersProps) {
  const known = useQuery(alarmFiltersQuery).data
  return (
    <Group gap="sm" role="search">
      <SearchBox
        label="Search alarms"
        placeholder="Element, words or alarm id"
        value={search.q}
        onChange={(q) => onRefine({ q })}
      />
      <FilterSelect
        label="State"
        all="Raised or cleared"
        value={search.state}
        options={states}
        onChange={(state) => onRefine({ state })}
      />
      <FilterSelect
        label="Severity"
        all="Any severity"
        value={search.severity}
        options={asOptions(known?.severities)}
        onChange={(severity) => onRefine({ severity })}
      />
      <FilterSelect
        label="Source"
        all="All sources"
        value={search.source}
        options={asOptions(known?.sources)}
        onChange={(source) => onRefine({ source })}
      />
      <FilterSelect
        label="Ticket"
        all="With or without ticket"
        value={search.ticket}
        options={ticketStates}
        onChange={(ticket) => onRefine({ ticket })}
      />
    </Group>
  )
}
