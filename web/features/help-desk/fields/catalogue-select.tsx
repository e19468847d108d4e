import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { catalogueQuery, type Catalogue } from '../../../api/help-desk-lists.ts'

export interface Choice {
  id: string
  name: string
}

interface CatalogueSelectProps {
  label: string
  catalogue: Catalogue
  value: Choice | null
  /** What is said while nothing is chosen. */
  none: string
  /** Choices besides the catalogue’s. */
  extra?: Choice[]
  error?: ReactNode
  help?: string
  bare?: boolean
  size?: 'xs' | 'sm'
  autoFocus?: boolean
  onChange: (choice: Choice | null) => void
}

/** A customer, product or version: the first that fit what is typed, since there may be thousands. */
export function CatalogueSelect(props: CatalogueSelectProps) {
  const { label, catalogue, value, none, extra = [], bare = false, size = 'sm', onChange } = props
  const [typed, setTyped] = useState('')
  const isChosen = value !== null && typed === value.name
  const [words] = useDebouncedValue(isChosen ? '' : typed.trim(), 250)
  const { data, isError } = useQuery(catalogueQuery(catalogue, { q: words || undefined }))
  const found: Choice[] = [...extra, ...(data?.items ?? [])]
  const all = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found
  return (
    <Select
      {...(bare ? { 'aria-label': label } : { label })}
      size={size}
      searchable
      clearable
      placeholder={none}
      error={props.error}
      autoFocus={props.autoFocus ?? false}
      description={props.help}
      nothingFoundMessage={isError ? 'The list could not be read' : 'Nothing fits'}
      // What fits is decided by the hub.
      filter={({ options }) => options}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => onChange(all.find((one) => one.id === id) ?? null)}
      clearButtonProps={{ 'aria-label': `No ${label.toLowerCase()}` }}
    />
  )
}
