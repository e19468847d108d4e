import { Fieldset, Stack } from '@mantine/core'
import type { ReactNode } from 'react'

/** A part of the form that belongs together. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Fieldset
      variant="unstyled"
      mx={0}
      legend={title}
      styles={{ legend: { fontSize: 'var(--mantine-font-size-md)', fontWeight: 650, marginBottom: 8 } }}
    >
      <Stack>{children}</Stack>
    </Fieldset>
  )
}

/** A list’s entries as options, with what the empty choice means. What was removed meanwhile is still named. */
export function optionsOf(none: string, entries: { id: string; name: string }[], chosen: string) {
  const isGone = chosen !== '' && !entries.some(({ id }) => id === chosen)
  return [
    { value: '', label: none },
    ...entries.map(({ id, name }) => ({ value: id, label: name })),
    ...(isGone ? [{ value: chosen, label: 'One that was removed: choose another' }] : []),
  ]
}
