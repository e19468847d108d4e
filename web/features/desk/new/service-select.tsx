import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { servicesQuery, type Service } from '../../../api/service-tickets.ts'

interface ServiceSelectProps {
  value: Service | null
  error: ReactNode
  onChange: (service: Service | null) => void
}

const nameOf = ({ alias, productName, operator }: Service) =>
  [alias, productName, operator?.name].filter(Boolean).join(' · ')

/** A registered service: those that fit what is typed. */
export function ServiceSelect({ value, error, onChange }: ServiceSelectProps) {
  const [typed, setTyped] = useState('')
  const isChosen = value !== null && typed === nameOf(value)
  const [words] = useDebouncedValue(isChosen ? '' : typed.trim(), 250)
  const { data, isError } = useQuery(servicesQuery(words || undefined))
  const found = data?.items ?? []
  const all = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found
  return (
    <Select
      label="Service"
      withAsterisk
      searchable
      autoFocus
      placeholder="Alias, UUID or product"
      description={
        value && !value.operator
          ? 'It belongs to no operator, so nobody could be told.'
          : 'The ticket belongs to its operator.'
      }
      error={error}
      nothingFoundMessage={isError ? 'The services could not be read' : 'No service fits'}
      // What fits is decided by the hub.
      filter={({ options }) => options}
      data={all.map((service) => ({ value: String(service.id), label: nameOf(service) }))}
      value={value && String(value.id)}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => onChange(all.find((one) => String(one.id) === id) ?? null)}
    />
  )
}
