import { VisuallyHidden } from '@mantine/core'
import { placeOf } from './tree.ts'

/** An option as deep as it stands; whoever does not see that hears the whole path. */
export function TreeOption({ label, separator }: { label: string; separator: string }) {
  const { depth, name } = placeOf(label, separator)
  return (
    <span style={{ paddingInlineStart: `${depth * 1.1}rem` }}>
      <span aria-hidden>{name}</span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  )
}
