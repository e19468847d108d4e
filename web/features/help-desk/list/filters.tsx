import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeskSearch, SupportTicketRow } from '../../../api/help-desk.ts'
import { orderedListQuery } from '../../../api/help-desk-lists.ts'
import { useMe } from '../../../api/session.ts'
import { FilterSelect } from '../../../ui/filter-select.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { CatalogueFilter } from './catalogue-filter.tsx'

const categories = [
  { value: 'New,Active', label: 'New or Active' },
  ...['New', 'Active', 'Resolved', 'Closed'].map((value) => ({ value, label: value })),
]

const links = [
  { value: 'yes', label: 'With an issue' },
  { value: 'no', label: 'Without an issue' },
]

const sorts = [
  { value: 'updated', label: 'Last updated first' },
  { value: 'newest', label: 'Newest first' },
]

interface FiltersProps {
  search: DeskSearch
  /** Shown now: they know the names of what is filtered by. */
  rows: SupportTicketRow[]
  onRefine: (changed: DeskSearch) => void
}

const asOptions = (entries: { id: string; name: string }[] = []) =>
  entries.map(({ id, name }) => ({ value: id, label: name }))

export function DeskFilters({ search, rows, onRefine }: FiltersProps) {
  const narrow = useNarrow()
  const [unfolded, setUnfolded] = useState(false)
  return (
    <Group gap="sm" role="search">
      <SearchBox
        label="Search the help desk"
        placeholder="Alias, issue key or words"
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
  const statuses = useQuery(orderedListQuery('statuses')).data
  const types = useQuery(orderedListQuery('types')).data
  return (
    <>
      <FilterSelect
        label="Status category"
        all="Any category"
        value={search.category}
        options={categories}
        onChange={(category) => onRefine({ category })}
      />
      <FilterSelect
        label="Status"
        all="Any status"
        value={search.statusId}
        options={asOptions(statuses)}
        onChange={(statusId) => onRefine({ statusId })}
      />
      <FilterSelect
        label="Type"
        all="All types"
        value={search.typeId}
        options={asOptions(types)}
        onChange={(typeId) => onRefine({ typeId })}
      />
      <CatalogueFilter
        label="Product"
        all="All products"
        catalogue="products"
        value={search.productId}
        known={rows.map(({ product }) => product)}
        onChange={(productId) => onRefine({ productId })}
      />
      <CatalogueFilter
        label="Customer"
        all="All customers"
        catalogue="customers"
        value={search.customerId}
        known={rows.map(({ customer }) => customer)}
        onChange={(customerId) => onRefine({ customerId })}
      />
      <AssigneeFilter search={search} rows={rows} onRefine={onRefine} />
      <FilterSelect
        label="Issue"
        all="With or without issue"
        value={search.linked}
        options={links}
        onChange={(linked) => onRefine({ linked })}
      />
      <FilterSelect
        label="Order"
        value={search.sort ?? 'updated'}
        options={sorts}
        onChange={(sort) => onRefine({ sort: sort === 'updated' ? '' : sort })}
      />
    </>
  )
}

/** Oneself, nobody, and whoever is seen on the page. */
function AssigneeFilter({ search, rows, onRefine }: FiltersProps) {
  const me = useMe().user.name
  const seen = new Set(rows.flatMap(({ assignee }) => assignee ?? []))
  seen.delete(me)
  const options = [
    { value: me, label: `Me (${me})` },
    { value: 'none', label: 'Nobody' },
    ...[...seen].sort().map((name) => ({ value: name, label: name })),
  ]
  return (
    <FilterSelect
      label="Assigned to"
      all="Assigned to anybody"
      value={search.assignee}
      options={options}
      onChange={(assignee) => onRefine({ assignee })}
    />
  )
}
