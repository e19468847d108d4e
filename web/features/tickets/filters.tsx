import { Checkbox, Group } from '@mantine/core'
import type { TicketSearch } from '../../api/tickets.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { ProjectFilter } from '../list-filters/project-filter.tsx'

const statuses = [
  { value: 'New,Active', label: 'New or Active' },
  { value: 'New', label: 'New' },
  { value: 'Active', label: 'Active' },
  { value: 'Resolved', label: 'Resolved' },
  { value: 'Closed', label: 'Closed' },
]

const types = [
  { value: 'task', label: 'For the team’s tracker' },
  { value: 'alarm', label: 'About alarms' },
  { value: 'support', label: 'Of the help desk' },
  { value: 'service', label: 'Of partners' },
]

const deliveries = [
  { value: 'attention', label: 'Needs attention' },
  { value: 'queued,sending,waiting,checking', label: 'On the way' },
  { value: 'done', label: 'In the tracker' },
  { value: 'cancelled', label: 'Cancelled' },
]

const sorts = [
  { value: 'newest', label: 'Newest first' },
  { value: 'updated', label: 'Last updated first' },
]

interface FiltersProps {
  search: TicketSearch
  onRefine: (changed: TicketSearch) => void
}

export function TicketFilters({ search, onRefine }: FiltersProps) {
  return (
    <Group gap="sm" role="search">
      <SearchBox
        label="Search tickets"
        placeholder="Alias, issue key or words"
        value={search.q}
        onChange={(q) => onRefine({ q })}
      />
      {search.view !== 'alarms' && (
        <FilterSelect
          label="Type"
          all="All types"
          value={search.type}
          options={types}
          onChange={(type) => onRefine({ type })}
        />
      )}
      <FilterSelect
        label="Status"
        all="Any status"
        value={search.status}
        options={statuses}
        onChange={(status) => onRefine({ status })}
      />
      <FilterSelect
        label="Delivery"
        all="Any delivery"
        value={search.delivery}
        options={deliveries}
        onChange={(delivery) => onRefine({ delivery })}
      />
      <ProjectFilter value={search.project} onChange={(project) => onRefine({ project })} />
      <FilterSelect
        label="Order"
        value={search.sort ?? 'newest'}
        options={sorts}
        onChange={(sort) => onRefine({ sort: sort === 'newest' ? '' : sort })}
      />
      <Checkbox
        label="Unmapped status"
        checked={search.unmapped === 'true'}
        onChange={(event) => onRefine({ unmapped: event.currentTarget.checked ? 'true' : '' })}
      />
    </Group>
  )
}
