import { Button, Group, Paper, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Alarm } from '../../api/alarms.ts'
import { useAllowed } from '../../api/session.ts'
import { actOnTicket } from '../../api/tickets.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TicketLine } from './ticket-line.tsx'
import { stepFor } from './words.ts'

/** The alarm's ticket, and what can be done where its creation failed (BX7). */
export function TicketSection({ ticket }: { ticket: NonNullable<Alarm['ticket']> }) {
  const { id, alias } = ticket
  const mayAct = useAllowed('tickets:act')
  const queries = useQueryClient()
  const retrying = useMutation({
    mutationFn: () => actOnTicket(id, 'retry'),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tickets'] })
      return queries.invalidateQueries({ queryKey: ['alarms'] })
    },
  })
  const step = stepFor(ticket)
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-label="Ticket">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <TicketLine ticket={ticket} />
          {mayAct && step === 'retry' && (
            <Group gap="xs">
              <ButtonLink size="xs" variant="subtle" to="/tickets/$alias" params={{ alias }}>
                Why it failed
              </ButtonLink>
              <Button size="xs" loading={retrying.isPending} onClick={() => retrying.mutate()}>
                Retry
              </Button>
            </Group>
          )}
          {mayAct && step === 'decide' && (
            <ButtonLink size="xs" variant="default" to="/tickets/$alias" params={{ alias }}>
              Decide
            </ButtonLink>
          )}
        </Group>
        <ProblemNote error={retrying.error} />
      </Stack>
    </Paper>
  )
}
