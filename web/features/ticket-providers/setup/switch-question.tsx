import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Connection, OldTickets } from '../../../api/connections.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { OldTicketsQuestion } from '../old-tickets.tsx'

interface SwitchQuestionProps {
  /** Gives way. */
  active: Connection
  /** The title of the provider that takes its place. */
  next: string
  busy: boolean
  onSwitch: (oldTickets: OldTickets) => void
  onCancel: () => void
}

/** One provider is active at a time (A6): asks what becomes of the tickets of the one that gives way (A65). */
export function SwitchQuestion({ active, next, busy, onSwitch, onCancel }: SwitchQuestionProps) {
  const [oldTickets, setOldTickets] = useState<OldTickets>('stop')
  return (
    <Confirm
      danger
      title={`Switch from ${active.name} to ${next}?`}
      confirm="Switch"
      busy={busy}
      onConfirm={() => onSwitch(oldTickets)}
      onCancel={onCancel}
    >
      <Stack>
        <Text size="sm">
          New tickets go to {next} from now on. {active.name} is taken out of use in the same step.
        </Text>
        <OldTicketsQuestion connection={active} value={oldTickets} onChange={setOldTickets} />
      </Stack>
    </Confirm>
  )
}
