import { Text, TextInput } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import { Time } from '../../../ui/time.tsx'
import type { Setup } from './use-setup.ts'

/** When the credential ends: asked of a person only where the tracker does not tell. */
export function EndField({ connection, setup }: { connection: Connection | null; setup: Setup }) {
  const credential = connection?.credential
  if (credential?.toldBy === 'tracker') {
    return (
      <Text size="sm" c="dimmed">
        The stored credential ends <Time at={credential.endsAt} />, as the tracker tells.
      </Text>
    )
  }
  return (
    <TextInput
      type="date"
      label="When does this credential end?"
      description="Optional. Crosstie warns 30, 14, 7 and 1 days before."
      value={setup.endDay}
      onChange={(event) => setup.setEndDay(event.currentTarget.value)}
    />
  )
}
