import { Text, TextInput } from '@mantine/core'

interface DayProps {
  word: string
  value: string | undefined
  onChange: (day: string) => void
}

/** A day of the reader’s own calendar. */
export function DayFilter({ word, value = '', onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      aria-label={`${word} day`}
      leftSection={<Text size="sm">{word}</Text>}
      leftSectionWidth={52}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
