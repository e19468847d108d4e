import { Button, Loader, Select, Stack, TextInput, type SelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { choicesQuery } from '../../../api/connections.ts'
import { messageOf } from '../../../api/problem.ts'
import { fitting, type Choice } from './tree.ts'
import { TreeOption } from './tree-option.tsx'

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
  /** What the tracker called the value when it was chosen. */
  knownAs?: string | undefined
  onChange: (choice: Choice) => void
  /** False until what the choices depend on is chosen. */
  ready?: boolean
  required?: boolean
  /** Divides the parts of a choice where choices form a tree. */
  tree?: string | undefined
  /** A text can be typed where the tracker offers no choices. */
  orTyped?: boolean
  help?: string | undefined
  error?: string | undefined
}

const nothing: Choice = { value: '', label: '' }
/** More of them at once make the list slow; typing finds the others. */
const most = 200

/** A field whose values are read from the tracker at this moment. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { label, name, source, within, value, onChange } = props
  const { ready = true, required = false, tree, orTyped = false, knownAs, help, error } = props
  const { stamp, ...from } = source
  const query = useQuery({ ...choicesQuery({ ...from, field: name, within }, stamp), enabled: ready })
  const items = query.data ?? []
  if (orTyped && query.data?.length === 0) {
    return (
      <TextInput
        label={label}
        withAsterisk={required}
        description={help}
        error={error}
        value={value}
        onChange={({ currentTarget }) => onChange({ value: currentTarget.value, label: currentTarget.value })}
      />
    )
  }
  const reading = 'Reading from the tracker…'
  const many = items.length > most && `Type to find one of ${items.length}.`
  return (
    <Stack gap={4} align="stretch">
      <Select
        label={label}
        withAsterisk={required}
        searchable
        clearable={!required}
        allowDeselect={false}
        clearButtonProps={{ 'aria-label': `Clear ${label}` }}
        disabled={!ready}
        placeholder={query.isFetching ? reading : 'Choose'}
        nothingFoundMessage={query.isFetching ? reading : 'Nothing fits'}
        description={[help, many].filter(Boolean).join(' ')}
        error={query.error ? messageOf(query.error) : error}
        limit={most}
        rightSection={query.isFetching ? <Loader size={14} /> : undefined}
        data={withStored(query.data, { value, label: knownAs ?? value })}
        value={value || null}
        onChange={(_, option) => onChange(option ?? nothing)}
        {...(tree ? treeProps(tree) : {})}
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

/** What is stored stays visible even where the tracker no longer offers it. */
function withStored(items: Choice[] | undefined, { value, label }: Choice): Choice[] {
  if (value === '' || items?.some((item) => item.value === value)) return items ?? []
  return [...(items ?? []), { value, label: items ? `${label} (not offered there)` : label }]
}

function treeProps(separator: string): Pick<SelectProps, 'filter' | 'renderOption'> {
  return {
    filter: ({ options, search, limit }) => {
      const choices = options.filter((option) => 'value' in option)
      return fitting(choices, search, separator).slice(0, limit)
    },
    renderOption: ({ option }) => <TreeOption label={option.label} separator={separator} />,
  }
}
