import { NativeSelect, Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { NeededField } from '../../src/http/contract/shared.ts'

interface NeededFieldsProps {
  needs: NeededField[]
  values: Record<string, string>
  errorOf: (id: string) => string | undefined
  onChange: (id: string, value: string) => void
}

/** Fields that the tracker requires and a person fills, drawn by their kind. */
export function NeededFields({ needs, values, errorOf, onChange }: NeededFieldsProps) {
  return (
    <Stack gap="sm">
      {needs.map((need) => (
        <Field
          key={need.id}
          need={need}
          value={values[need.id] ?? ''}
          error={errorOf(need.id)}
          onChange={(value) => onChange(need.id, value)}
        />
      ))}
    </Stack>
  )
}

interface FieldProps {
  need: NeededField
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** More options than these are searched. */
const few = 12

function Field({ need, value, error, onChange }: FieldProps) {
  const { name, type } = need
  const options = need.options ?? []
  const shared = { label: name, withAsterisk: true, error, value }
  const onText = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)
  if (type === 'option' && options.length > few) {
    return (
      <Select
        {...shared}
        searchable
        allowDeselect={false}
        placeholder="Choose"
        nothingFoundMessage="Nothing fits"
        data={options}
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    )
  }
  if (type === 'option') {
    const data = value ? options : [{ value: '', label: 'Choose' }, ...options]
    return <NativeSelect {...shared} data={data} onChange={onText} />
  }
  if (type === 'paragraph')
    return <Textarea {...shared} autosize minRows={3} maxRows={10} onChange={onText} />
  return (
    <TextInput
      {...shared}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'decimal' : 'text'}
      onChange={onText}
    />
  )
}
