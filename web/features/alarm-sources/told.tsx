import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { alarmWriteBackQuery, ticketWriteBacksQuery } from '../../api/alarm-sources.ts'
import { WriteBackLine } from './write-back-line.tsx'

/** On an alarm’s page: whether its console knows the ticket. Nothing where it is not to be told. */
export function ToldOfAlarm({ alarmId }: { alarmId: string }) {
  const writeBack = useQuery(alarmWriteBackQuery(alarmId)).data
  return writeBack ? <WriteBackLine writeBack={writeBack} /> : null
}

/** On a ticket’s page: which of its alarms’ consoles know it. */
export function ToldOfTicket({ ticketId }: { ticketId: string }) {
  const page = useQuery(ticketWriteBacksQuery(ticketId)).data
  if (!page || page.items.length === 0) return null
  return (
    <Stack gap="xs" mt="lg">
      <Title order={2} size="h4">
        Told to the console
      </Title>
      {page.items.map((one) => (
        <WriteBackLine key={one.alarm.id} writeBack={one} named />
      ))}
      {page.next && (
        <Text size="sm" c="dimmed">
          The newest {page.items.length} are shown.
        </Text>
      )}
    </Stack>
  )
}
