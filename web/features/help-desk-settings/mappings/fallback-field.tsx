import { MultiSelect, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import type { HubField } from '../../../api/instances.ts'
import type { MappingForm } from './use-mapping-form.ts'
import { fallbackHelp } from './words.ts'

/** CX8: what is taken where there is no value or no equal name, in the form of the help desk’s field. */
export function FallbackField({ form, hubField }: { form: MappingForm; hubField: HubField }) {
  const { kind, options } = hubField
  const common = {
    label: 'Default, where there is no value or no equal name',
    description: fallbackHelp(hubField),
  }
  const text = form.getInputProps('fallback')
  if (kind === 'options' && options) {
    return (
      <MultiSelect
        {...common}
        data={options}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': 'Clear the default' }}
        {...form.getInputProps('fallbackNames')}
      />
    )
  }
  if (options) {
    const { fallback } = form.values
    // One that was taken off the list since is shown as what it is, not as none.
    const isOff = fallback !== '' && !options.includes(fallback)
    const named = [...options, ...(isOff ? [fallback] : [])].map((option) => ({
      value: option,
      label: option,
    }))
    return <NativeSelect {...common} data={[{ value: '', label: 'None' }, ...named]} {...text} />
  }
  if (kind === 'number') {
    return (
      <NumberInput
        {...common}
        {...text}
        hideControls
        onChange={(typed) => form.setFieldValue('fallback', String(typed))}
      />
    )
  }
  if (kind === 'paragraph') return <Textarea {...common} autosize minRows={2} maxRows={8} {...text} />
  return <TextInput {...common} type={kind === 'date' ? 'date' : 'text'} placeholder="None" {...text} />
}
