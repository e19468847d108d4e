import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { recommendationFiltersQuery, type RecommendationSearch } from '../../api/recommendations.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { ProjectFilter } from '../list-filters/project-filter.tsx'
import { sorts, ticketStates } from './words.ts'

interface FiltersProps {
  search: RecommendationSearch
  onRefine: (changed: RecommendationSearch) => void
}

const asOptions = (values: string[] = []) => values.map((value) => ({ value, label: value }))

export function RecommendationFilters({ search, onRefine }: FiltersProps) {
  const known = useQuery(recommendationFiltersQuery).data
  return (
    <Group gap="sm" role="search">
      <SearchBox
        label="Search recommendations"
        placeholder="Title, resource or account"
        value={search.q}
        onChange={(q) => onRefine({ q })}
      />
      <ProjectFilter value={search.project} onChange={(project) => onRefine({ project })} />
      <FilterSelect
        label="Category"
        all="All categories"
        value={search.category}
        options={asOptions(known?.categories)}
        onChange={(category) => onRefine({ category })}
      />
      <FilterSelect
        label="Ticket"
        all="With or without ticket"
        value={search.ticket}
        options={ticketStates}
        onChange={(ticket) => onRefine({ ticket })}
      />
      {(known?.sources.length ?? 0) > 1 && (
        <FilterSelect
          label="Source"
          all="All sources"
          value={search.source}
          options={asOptions(known?.sources)}
          onChange={(source) => onRefine({ source })}
        />
      )}
      <FilterSelect
        label="Order"
        value={search.sort ?? 'saving'}
        options={sorts}
        onChange={(sort) => onRefine({ sort: sort === 'saving' ? '' : sort })}
      />
    </Group>
  )
}
