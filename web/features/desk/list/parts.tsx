import { Group, Text } from '@mantine/core'
import type { ServiceTicketRow } from '../../../api/service-tickets.ts'
import { Pill, StatusBadge } from '../../../ui/status-badge.tsx'
import { priorityTones, priorityWords, turnOf, type Priority } from '../words.ts'

export interface QueueRowsProps {
  tickets: ServiceTicketRow[]
  /** Ids of those that no longer belong to the list. */
  left: ReadonlySet<string>
}

/** The urgent ones as a badge, the others as a word. */
export function PriorityWord({ priority }: { priority: Priority }) {
  const tone = priorityTones[priority]
  return tone === 'grey' ? (
    <>{priorityWords[priority]}</>
  ) : (
    <Pill tone={tone} words={priorityWords[priority]} />
  )
}

/** The status, and what the ticket needs now. */
export function Standing({ ticket }: { ticket: ServiceTicketRow }) {
  const turn = turnOf(ticket)
  return (
    <Group gap={6}>
      <StatusBadge category={ticket.statusCategory} word={ticket.status} />
      {turn && <Pill tone={turn.tone} words={turn.words} />}
    </Group>
  )
}

export function LastComment({ ticket: { lastComment } }: { ticket: ServiceTicketRow }) {
  if (!lastComment) return null
  return (
    <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
      <Text span inherit c="dimmed">
        {lastComment.name}:
      </Text>{' '}
      {lastComment.text}
    </Text>
  )
}
