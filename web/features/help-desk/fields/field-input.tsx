import { MultiSelect, NativeSelect, Select, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldKind } from '../../../api/help-desk-lists.ts'
import { CascadingInput } from './cascading-input.tsx'
import type { Draft } from './draft.ts'

export interface FieldInputProps {
  label: string
  kind: FieldKind
  options: string[]
  value: Draft
  error?: ReactNode
  required?: boolean
  /** The label is only for screen readers: it stands beside the field already. */
  bare?: boolean
  onChange: (draft: Draft) => void
}

/** More options than these are searched. */
const few = 12

/** One field by its kind, as forms and facts edit it. */
export function FieldInput(props: FieldInputProps) {
  const { label, kind, options, value, error, required = false, bare = false, onChange } = props
  if (kind === 'cascading') return <CascadingInput {...props} />
  const named = bare ? { 'aria-label': label } : { label, withAsterisk: required }
  const text = Array.isArray(value) ? value.join(', ') : value
  const shared = { ...named, error, ...(bare ? { size: 'xs', autoFocus: true } : {}) }
  const onText = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)
  if (kind === 'options') {
    const chosen = Array.isArray(value) ? value : [value].filter(Boolean)
    return (
      <MultiSelect
        {...shared}
        searchable
        placeholder={chosen.length > 0 ? '' : 'Choose any number'}
        nothingFoundMessage="Nothing fits"
        data={withChosen(options, chosen)}
        value={chosen}
        onChange={onChange}
      />
    )
  }
  if (kind === 'option' && options.length > few) {
    return (
      <Select
        {...shared}
        searchable
        clearable
        placeholder="Choose"
        nothingFoundMessage="Nothing fits"
        data={withChosen(options, [text])}
        value={text || null}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    )
  }
  if (kind === 'option') {
    const data = [{ value: '', label: 'None' }, ...withChosen(options, [text])]
    return <NativeSelect {...shared} data={data} value={text} onChange={onText} />
  }
  if (kind === 'paragraph') {
    return <Textarea {...shared} autosize minRows={3} maxRows={12} value={text} onChange={onText} />
  }
  return (
    <TextInput
      {...shared}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      placeholder={kind === 'user' ? 'Name or e-mail address' : ''}
      value={text}
      onChange={onText}
    />
  )
}

/** What was taken off the list since it was chosen stays to be seen. */
const withChosen = (options: string[], chosen: string[]) => [
  ...options,
  ...chosen.filter((name) => name && !options.includes(name)),
]
