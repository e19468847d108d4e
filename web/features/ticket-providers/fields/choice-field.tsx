import { Button, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { choicesQuery } from '../../../api/connections.ts'
import { messageOf } from '../../../api/problem.ts'

export interface ChoiceSource {
  provider: string
  connectionId?: string
  /** Credentials that are not stored yet. */
  config?: Record<string, unknown>
  /** Changes whenever `config` does. */
  stamp: number
}

interface ChoiceFieldProps {
  label: string
  name: string
  source: ChoiceSource
  /** The fields chosen so far that narrow the choices. */
  within: Record<string, unknown>
  value: string
  onChange: (value: string) => void
  /** False until what the choices depend on is chosen. */
  ready?: boolean
  required?: boolean
  help?: string | undefined
  error?: string | undefined
}

/** A field whose values are read from the tracker at this moment. */
export function ChoiceField({ label, name, source, within, value, onChange, ...rest }: ChoiceFieldProps) {
  const { ready = true, required = false, help, error } = rest
  const { stamp, ...from } = source
  const query = useQuery({ ...choicesQuery({ ...from, field: name, within }, stamp), enabled: ready })
  const items = query.data ?? []
  // What is stored stays visible even where the tracker no longer offers it.
  const isKnown = value === '' || items.some((item) => item.value === value)
  const unknown = { value, label: query.data ? `${value} (not offered there)` : value }
  return (
    <Stack gap={4} align="stretch">
      <Select
        label={label}
        withAsterisk={required}
        searchable
        clearable={!required}
        disabled={!ready}
        placeholder={query.isFetching ? 'Reading from the tracker…' : 'Choose'}
        nothingFoundMessage={query.isFetching ? 'Reading from the tracker…' : 'Nothing fits'}
        description={help}
        error={query.error ? messageOf(query.error) : error}
        data={isKnown ? items : [...items, unknown]}
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
      {query.error && (
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => void query.refetch()}
        >
          Try again
        </Button>
      )}
    </Stack>
  )
}
