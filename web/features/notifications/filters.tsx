import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { NotificationSearch } from '../../api/notifications.ts'
import { operatorChoicesQuery } from '../../api/operators.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { OneOnly } from '../../ui/one-only.tsx'
import { channels, states, topics } from './words.ts'

interface FiltersProps {
  search: NotificationSearch
  onRefine: (changed: NotificationSearch) => void
}

export function NotificationFilters({ search, onRefine }: FiltersProps) {
  const operators = useQuery(operatorChoicesQuery).data ?? []
  return (
    <Group gap="sm" role="search">
      <FilterSelect
        label="State"
        all="All states"
        value={search.state}
        options={states}
        onChange={(state) => onRefine({ state })}
      />
      <FilterSelect
        label="Way"
        all="E-mail and webhooks"
        value={search.channel}
        options={channels}
        onChange={(channel) => onRefine({ channel })}
      />
      <FilterSelect
        label="Topic"
        all="All topics"
        value={search.topic}
        options={topics}
        onChange={(topic) => onRefine({ topic })}
      />
      <FilterSelect
        label="Operator"
        all="All operators"
        value={search.operator}
        options={operators.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(operator) => onRefine({ operator })}
      />
      {search.ticket && (
        <OneOnly onClear={() => onRefine({ ticket: '' })}>{`Ticket ${search.ticket} only`}</OneOnly>
      )}
    </Group>
  )
}
