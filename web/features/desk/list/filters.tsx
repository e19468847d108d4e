import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { QueueSearch, ServiceTicketRow } from '../../../api/service-tickets.ts'
import { FilterSelect } from '../../../ui/filter-select.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { categoryWords, choicesOf, priorityWords, type Status } from '../words.ts'
import { OperatorFilter } from './operator-filter.tsx'

const statuses: Status[] = ['open', 'deferred', 'cleared', 'closed', 'canceled']

/** Of all tickets, those that are over too. */
export const anyStatus = statuses.join(',')

const statusChoices = [
  ...statuses.map((status) => ({ value: status as string, label: status })),
  { value: 'closed,canceled', label: 'closed or canceled' },
  { value: anyStatus, label: 'Any status' },
]

const turns = [
  { value: 'desk', label: 'Waits for the desk' },
  { value: 'operator', label: 'Waits for the operator' },
]

const sorts = [
  { value: 'age', label: 'Oldest first' },
  { value: 'priority', label: 'Most urgent first' },
  { value: 'changed', label: 'Last changed first' },
]

interface FiltersProps {
  search: QueueSearch
  /** Shown now: they know the names of what is filtered by. */
  rows: ServiceTicketRow[]
  onRefine: (changed: QueueSearch) => void
}

export function QueueFilters({ search, rows, onRefine }: FiltersProps) {
  const narrow = useNarrow()
  const [unfolded, setUnfolded] = useState(false)
  return (
    <Group gap="sm" role="search">
      <SearchBox
        label="Search the desk"
        placeholder="Alias, reference, service or words"
        value={search.q}
        onChange={(q) => onRefine({ q })}
      />
      {narrow && (
        <Button variant="default" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? 'Fewer filters' : 'More filters'}
        </Button>
      )}
      {(!narrow || unfolded) && <Choices search={search} rows={rows} onRefine={onRefine} />}
    </Group>
  )
}

function Choices({ search, rows, onRefine }: FiltersProps) {
  return (
    <>
      <FilterSelect
        label="Whose turn it is"
        all="Anybody’s turn"
        value={search.asks}
        options={turns}
        onChange={(asks) => onRefine({ asks })}
      />
      <FilterSelect
        label="Status"
        all="Not over yet"
        value={search.status}
        options={statusChoices}
        onChange={(status) => onRefine({ status })}
      />
      <FilterSelect
        label="Category"
        all="All categories"
        value={search.category}
        options={choicesOf(categoryWords)}
        onChange={(category) => onRefine({ category })}
      />
      <FilterSelect
        label="Priority"
        all="Any priority"
        value={search.priority}
        options={choicesOf(priorityWords).toReversed()}
        onChange={(priority) => onRefine({ priority })}
      />
      <OperatorFilter
        value={search.operator}
        known={rows.map(({ operator }) => operator)}
        onChange={(operator) => onRefine({ operator })}
      />
      <FilterSelect
        label="Order"
        value={search.sort ?? 'age'}
        options={sorts}
        onChange={(sort) => onRefine({ sort: sort === 'age' ? '' : sort })}
      />
    </>
  )
}
