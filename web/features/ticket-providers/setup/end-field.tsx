import { Text, TextInput } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import { Day } from '../../../ui/time.tsx'
import { dayOf } from './end-day.ts'
import type { Setup } from './use-setup.ts'

/** When the credential ends: asked of a person only where the tracker does not tell. */
export function EndField({ connection, setup }: { connection: Connection | null; setup: Setup }) {
  const credential = connection?.credential
  if (credential?.toldBy === 'tracker' && credential.endsAt) {
    return (
      <Text size="sm" c="dimmed">
        The stored credential ends on <Day at={credential.endsAt} />, as the tracker tells.
      </Text>
    )
  }
  const isOld = setup.replacesSecret && setup.endDay !== '' && setup.endDay === dayOf(connection)
  return (
    <TextInput
      type="date"
      label="When does this credential end?"
      description={
        isOld
          ? 'This is the end of the credential that is being replaced: give that of the new one.'
          : 'Optional. Crosstie warns 30, 14, 7 and 1 days before.'
      }
      value={setup.endDay}
      onChange={(event) => setup.setEndDay(event.currentTarget.value)}
    />
  )
}
