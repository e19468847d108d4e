import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import type { FormField } from '../../../api/providers.ts'

interface ProviderFieldProps {
  field: FormField
  value: string
  onChange: (value: string) => void
  error: string | undefined
  /** A secret that is stored and may stay empty. */
  kept?: boolean
}

/** One field, drawn from what the provider declares. */
export function ProviderField({ field, value, onChange, error, kept = false }: ProviderFieldProps) {
  const { title, help, example, type, required, options } = field
  const shared = {
    label: title,
    withAsterisk: required && !kept,
    error,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  if (type === 'secret') {
    const stored = 'One is stored. Leave this empty to keep it, or enter another to replace it.'
    return (
      <PasswordInput
        {...shared}
        autoComplete="new-password"
        placeholder={kept ? 'stored' : example}
        description={kept ? stored : help}
      />
    )
  }
  if (options) {
    // What is declared as the default is chosen until something else is.
    const chosen = (required || field.default !== undefined) && value !== ''
    const none = chosen ? [] : [{ value: '', label: required ? 'Choose' : 'None' }]
    return <NativeSelect {...shared} data={[...none, ...options]} description={help} />
  }
  if (type === 'paragraph') {
    return <Textarea {...shared} autosize minRows={4} maxRows={20} placeholder={example} description={help} />
  }
  return (
    <TextInput
      {...shared}
      type={type === 'email' || type === 'url' ? type : 'text'}
      autoComplete="off"
      placeholder={example}
      description={help}
    />
  )
}
