import { Button, Group } from '@mantine/core'
import type { EntryDialogs } from './use-entry-dialogs.tsx'
import type { Entry } from './values.ts'
import { kindOf, listWords } from './words.ts'

/** Changes or removes an entry. */
export function EntryButtons({ dialogs, entry }: { dialogs: EntryDialogs; entry: Entry }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Change ${entry.name}`}
        onClick={() => dialogs.change(entry)}
      >
        Change
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={`Remove ${entry.name}`}
        onClick={() => dialogs.remove(entry)}
      >
        Remove
      </Button>
    </Group>
  )
}

/** Opens the form for a new entry. */
export const AddEntry = ({ dialogs: { list, add } }: { dialogs: EntryDialogs }) => (
  <Button onClick={add}>Add {listWords[kindOf(list)].one}</Button>
)
