import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useCover } from './covered.ts'
import { ProblemNote } from './problem-note.tsx'
import { useFocusBack } from './use-focus-back.ts'

interface ConfirmProps {
  title: string
  /** What will happen, in numbers where there are some. */
  children: ReactNode
  confirm: string
  cancel?: string
  danger?: boolean
  busy?: boolean
  error?: unknown
  onConfirm: () => void
  onCancel: () => void
}

/**
 * Asks once before something that could lose or double. It is drawn only while it asks: a dialog waiting
 * below another would take the Escape that is meant for that one.
 */
export function Confirm({ title, children, onConfirm, onCancel, ...rest }: ConfirmProps) {
  useCover()
  useFocusBack()
  const { confirm, cancel = 'Cancel', danger = false, busy = false, error } = rest
  return (
    <Modal opened onClose={onCancel} title={title} centered>
      <Stack>
        {children}
        <ProblemNote error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel} data-autofocus>
            {cancel}
          </Button>
          <Button {...(danger ? { color: 'red.8' } : {})} loading={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
