import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { messageOf } from '../../api/problem.ts'
import { changeRootCause, type Ticket } from '../../api/tickets.ts'
import { Icon } from '../../ui/icon.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { useTicketChanged } from './use-sync.ts'

interface RootCauseProps {
  ticket: Ticket
  mayEdit: boolean
}

/** What the alarm said for a start, until somebody knows better (BX10). */
export function RootCause({ ticket, mayEdit }: RootCauseProps) {
  const [editing, setEditing] = useState(false)
  const cause = ticket.attributes?.['rootCause'] ?? ''
  if (editing) return <Editor ticket={ticket} cause={cause} onClose={() => setEditing(false)} />
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text size="sm" {...(cause ? {} : { c: 'dimmed' })} style={{ overflowWrap: 'anywhere' }}>
        {cause || 'not known'}
      </Text>
      {mayEdit && (
        <ActionIcon
          size="sm"
          variant="subtle"
          aria-label={`Change the root cause of ${ticket.alias}`}
          onClick={() => setEditing(true)}
        >
          <Icon name="edit" size={14} />
        </ActionIcon>
      )}
    </Group>
  )
}

function Editor({ ticket, cause, onClose }: { ticket: Ticket; cause: string; onClose: () => void }) {
  const [text, setText] = useState(cause)
  const onChanged = useTicketChanged()
  useFocusBack()
  const saving = useMutation({
    mutationFn: () => changeRootCause(ticket.id, text.trim()),
    onSuccess: (changed) => {
      onChanged(changed)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap={4}>
        <TextInput
          size="xs"
          aria-label={`Root cause of ${ticket.alias}`}
          maxLength={1_000}
          autoFocus
          value={text}
          error={saving.error && messageOf(saving.error)}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={leave}
        />
        <Group gap={4}>
          <Button size="compact-xs" type="submit" loading={saving.isPending}>
            Save
          </Button>
          <Button size="compact-xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
