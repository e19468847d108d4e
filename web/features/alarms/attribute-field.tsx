import { NativeSelect, TextInput } from '@mantine/core'
import type { ChangeEvent, ReactNode } from 'react'
import type { AlarmDialog } from '../../api/alarms.ts'

interface AttributeFieldProps {
  attribute: AlarmDialog['attributes'][number]
  value?: string
  error?: ReactNode
  onChange?: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => void
}

/** One of the values that the tracker has for it, or a text where it has none. */
export function AttributeField({ attribute, ...input }: AttributeFieldProps) {
  const { title, required, values } = attribute
  const shared = { label: title, withAsterisk: required, ...input }
  if (values.length === 0) return <TextInput {...shared} />
  const first = { value: '', label: required ? 'Choose' : 'Not told' }
  return <NativeSelect {...shared} data={[first, ...values.map((value) => ({ value, label: value }))]} />
}
