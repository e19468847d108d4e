import { Stack, Text } from '@mantine/core'
import type { Notification } from '../../api/notifications.ts'
import { countOf } from '../../ui/amounts.ts'
import { FaultText } from '../../ui/fault-note.tsx'
import { Time } from '../../ui/time.tsx'
import { answererWords } from './words.ts'

/** How often it was tried, what it waits for and until when. */
export function Tries({ row }: { row: Notification }) {
  const { attempts, nextAttemptAt } = row
  return (
    <Text size="sm" component="div">
      {attempts === 0 ? 'Not tried yet' : countOf({ count: attempts, capped: false }, 'try', 'tries')}
      {nextAttemptAt && (
        <>
          <br />
          next <Time at={nextAttemptAt} />
        </>
      )}
    </Text>
  )
}

/** Why it is not there yet, in words. */
export function Why({ row }: { row: Notification }) {
  const { state, fault, waitingFor, channel } = row
  if (state === 'done') return null
  return (
    <Stack gap={4} miw={{ base: 0, sm: 260 }}>
      {waitingFor && <Text size="sm">{waitingFor}</Text>}
      {fault && (
        <FaultText fault={fault} who={fault.code === 'EXPIRED' ? 'The hub' : answererWords[channel]} />
      )}
    </Stack>
  )
}
