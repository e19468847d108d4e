import { useQuery } from '@tanstack/react-query'
import { operatorChoicesQuery } from '../../../api/service-tickets.ts'
import { FilterSelect } from '../../../ui/filter-select.tsx'

interface OperatorFilterProps {
  value: string | undefined
  /** Those that are seen on the page, which may be registered no more. */
  known: { id: string; name: string }[]
  onChange: (id: string) => void
}

export function OperatorFilter({ value, known, onChange }: OperatorFilterProps) {
  const registered = useQuery(operatorChoicesQuery).data?.items ?? []
  const names = new Map([...known, ...registered].map(({ id, name }) => [id, name]))
  const options = [...names].map(([id, name]) => ({ value: id, label: name }))
  const chosen = value && !names.has(value) ? [{ value, label: 'One operator' }] : []
  return (
    <FilterSelect
      label="Operator"
      all="All operators"
      value={value}
      options={[...options.sort((one, next) => one.label.localeCompare(next.label)), ...chosen]}
      onChange={onChange}
    />
  )
}
