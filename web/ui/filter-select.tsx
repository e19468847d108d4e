import { NativeSelect } from '@mantine/core'

interface FilterSelectProps {
  label: string
  /** What is shown when nothing is chosen. */
  all?: string
  value: string | undefined
  options: { value: string; label: string }[]
  onChange: (value: string) => void
}

/** A filter or the order of a list: the system's own select, at home on a phone and on the keyboard. */
export function FilterSelect({ label, all, value = '', options, onChange }: FilterSelectProps) {
  const known = value === '' || options.some((option) => option.value === value)
  const data = [
    ...(all === undefined ? [] : [{ value: '', label: all }]),
    ...options,
    ...(known ? [] : [{ value, label: value }]),
  ]
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      data={data}
      onChange={(event) => onChange(event.currentTarget.value)}
      style={{ flex: '0 1 auto', maxWidth: '100%' }}
    />
  )
}
