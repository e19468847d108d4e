import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Pending, Queue } from '../../api/queues.ts'
import { some } from '../../ui/amounts.ts'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { DeliveryBadge, Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { lockWords } from './words.ts'

/** One connection: its lock, who holds it, and what waits behind it. */
export function QueueSection({ queue }: { queue: Queue }) {
  const { connection, lock, counts, pending } = queue
  const heading = `queue-${connection.id}`
  const waiting = ['queued', 'waiting', 'checking'].reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  return (
    <Stack component="section" aria-labelledby={heading} gap="sm">
      <Title order={2} size="h4" id={heading}>
        {connection.name}
      </Title>
      <Paper withBorder p="md" radius="md">
        <Group gap="sm" mb={lock.holders.length > 0 ? 'xs' : 0}>
          <Pill tone={lockWords[lock.state].tone} words={lockWords[lock.state].words} />
          <Text size="sm">
            {lock.holders.length} of {lock.atOnce} under way
          </Text>
        </Group>
        {lock.holders.map(({ ticket, process, thisProcess, since, leaseUntil }) => (
          <Group key={ticket.id} gap={6} fz="sm">
            <TicketLink ticket={ticket} />
            <span>
              · held by {process || 'a process that is gone'}
              {thisProcess && ' (the one that answers you)'} since <Time at={since} />; returns{' '}
              <Time at={leaseUntil} /> if that process is not heard of again
            </span>
          </Group>
        ))}
      </Paper>
      <Text size="sm">
        {waiting === 0 ? 'Nothing is pending.' : `${some(waiting, 'creation')} pending.`}
        {(counts['failed'] ?? 0) > 0 && ` ${counts['failed']} failed.`}
        {(counts['parked'] ?? 0) > 0 && ` ${counts['parked']} parked for a person to decide.`}
        {waiting > pending.length && ` The first ${pending.length} are shown.`}
      </Text>
      {pending.length > 0 && <PendingRows pending={pending} name={connection.name} />}
    </Stack>
  )
}

const columns = ['Place', 'Ticket', 'State', 'Tries', 'Waits for', 'Until', 'Queued']

function PendingRows({ pending, name }: { pending: Pending[]; name: string }) {
  const rows = pending.map((one, index) => ({
    id: one.ticket.id,
    cells: [
      index + 1,
      <TicketLink key="ticket" ticket={one.ticket} />,
      <DeliveryBadge key="state" state={one.state} />,
      one.attempts,
      one.waitingFor ?? 'its turn',
      one.nextAttemptAt && <Time key="until" at={one.nextAttemptAt} />,
      <Time key="queued" at={one.queuedAt} />,
    ],
  }))
  return <Rows label={`Pending at ${name}`} columns={columns} rows={rows} />
}

function TicketLink({ ticket: { alias, title } }: Pick<Pending, 'ticket'>) {
  return (
    <span>
      <PageLink to="/tickets/$alias" params={{ alias }} size="sm" fw={600}>
        {alias}
      </PageLink>{' '}
      {title}
    </span>
  )
}
