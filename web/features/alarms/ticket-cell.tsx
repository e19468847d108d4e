import { Button, Group } from '@mantine/core'
import type { Alarm } from '../../api/alarms.ts'
import { useAllowed } from '../../api/session.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { TicketLine } from './ticket-line.tsx'
import { stepFor } from './words.ts'

interface TicketCellProps {
  alarm: Alarm
  /** Absent where the row no longer belongs to the list, so that what it says may be old. */
  onCreate: (() => void) | undefined
}

/** What became of an alarm, or the next step about it. */
export function TicketCell({ alarm, onCreate }: TicketCellProps) {
  const { ticket, title } = alarm
  const mayCreate = useAllowed('tickets:create')
  const mayAct = useAllowed('tickets:act')
  const step = stepFor(ticket)
  return (
    <Group gap="xs">
      {ticket && <TicketLine ticket={ticket} />}
      {step === 'create' && mayCreate && onCreate && (
        <Button size="compact-sm" variant="light" aria-label={`Create Ticket: ${title}`} onClick={onCreate}>
          Create Ticket
        </Button>
      )}
      {ticket && step === 'retry' && mayAct && (
        <ButtonLink
          size="compact-sm"
          variant="default"
          to="/tickets/$alias"
          params={{ alias: ticket.alias }}
          aria-label={`Retry ${ticket.alias}`}
        >
          Retry
        </ButtonLink>
      )}
    </Group>
  )
}
