import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { Icon } from './icon.tsx'

interface SearchBoxProps {
  label: string
  placeholder: string
  value: string | undefined
  onChange: (words: string) => void
}

/** Words to look for; the list follows shortly after the last key. The `/` key comes here. */
export function SearchBox({ label, placeholder, value = '', onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value)
  const [told, setTold] = useState(value)
  const tell = useDebouncedCallback((words: string) => {
    setTold(words)
    onChange(words)
  }, 300)
  // The address changed by other means (back, “clear filters”): follow it.
  if (value !== told) {
    setTold(value)
    setTyped(value)
  }
  const type = (words: string) => {
    setTyped(words)
    tell(words.trim())
  }
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      data-list-search
      leftSection={<Icon name="search" />}
      rightSection={typed && <CloseButton size="sm" aria-label="Clear the search" onClick={() => type('')} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      style={{ flex: '1 1 14rem' }}
    />
  )
}
