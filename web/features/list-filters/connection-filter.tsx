import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from '../../api/connections.ts'
import { useAllowed } from '../../api/session.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'

interface ConnectionFilterProps {
  value: string | undefined
  onChange: (connectionId: string) => void
}

/** Absent for those who may not see connections. */
export function ConnectionFilter({ value, onChange }: ConnectionFilterProps) {
  const mayRead = useAllowed('connections:read')
  const connections = useQuery({ ...connectionsQuery, enabled: mayRead }).data ?? []
  if (!mayRead) return null
  const options = connections.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FilterSelect
      label="Connection"
      all="All connections"
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}
