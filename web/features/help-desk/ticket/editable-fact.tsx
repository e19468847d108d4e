import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import type { ChangeSupportTicket, SupportTicket } from '../../../api/help-desk.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { Icon } from '../../../ui/icon.tsx'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { ChangeFault } from './change-fault.tsx'
import { useTicketChange } from './use-desk-changed.ts'

export interface Edit<T> {
  start: T
  draw: (props: { value: T; error: string | undefined; onChange: (value: T) => void }) => ReactNode
  change: (value: T) => ChangeSupportTicket
}

interface EditableFactProps<T> {
  ticket: SupportTicket
  /** What it is called in a sentence: “priority”. */
  name: string
  /** What the value has to do with the tracker (CX2). */
  hint?: string | undefined
  /** Absent for those who may only look. */
  edit: Edit<T> | null
  children: ReactNode
}

/** A value with the way to change it, in its place. */
export function EditableFact<T>({ ticket, name, hint, edit, children }: EditableFactProps<T>) {
  const [editing, setEditing] = useState(false)
  if (editing && edit) {
    return <Editor ticket={ticket} name={name} edit={edit} onClose={() => setEditing(false)} />
  }
  return (
    <>
      <Group gap={4} wrap="nowrap" align="flex-start" justify="space-between">
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {children || (
            <Text span inherit c="dimmed">
              none
            </Text>
          )}
        </div>
        {edit && (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={`Change the ${name}`}
            onClick={() => setEditing(true)}
          >
            <Icon name="edit" size={14} />
          </ActionIcon>
        )}
      </Group>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </>
  )
}

interface EditorProps<T> {
  ticket: SupportTicket
  name: string
  edit: Edit<T>
  onClose: () => void
}

/** Worth a question before it is given up; a choice or a few words are said again in a moment. */
const isLong = (value: unknown) => typeof value === 'string' && value.length > 60

function Editor<T>({ ticket, name, edit, onClose }: EditorProps<T>) {
  const [start] = useState(edit.start)
  const [value, setValue] = useState(start)
  const saving = useTicketChange(ticket, onClose)
  const isChanged = JSON.stringify(value) !== JSON.stringify(start)
  const { leave: ask, question } = useLeaveGuard(isChanged && !saving.isSuccess, onClose)
  const leave = isChanged && isLong(value) ? ask : onClose
  useFocusBack()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isChanged) saving.mutate(edit.change(value))
    else onClose()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) leave()
  }
  const { updatedAt: _conflict, ...faults } = fieldErrors(saving.error)
  const [fault] = Object.values(faults)
  return (
    <form onSubmit={submit} onKeyDown={onKey} noValidate aria-label={`Change the ${name}`}>
      <Stack gap={6}>
        {edit.draw({ value, error: fault, onChange: setValue })}
        {!fault && <ChangeFault error={saving.error} />}
        <Group gap={4}>
          <Button size="compact-xs" type="submit" loading={saving.isPending}>
            Save
          </Button>
          <Button size="compact-xs" variant="default" onClick={leave}>
            Cancel
          </Button>
        </Group>
      </Stack>
      {question}
    </form>
  )
}
