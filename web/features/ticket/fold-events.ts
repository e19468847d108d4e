import type { TicketEvent } from '../../api/tickets.ts'

export type TimelineEntry =
  | { shown: 'event'; id: string; event: TicketEvent }
  | { shown: 'steps'; id: string; events: TicketEvent[] }

/** Steps on the way between hub and tracker, as far as nothing went wrong. */
function isStep({ kind, fault }: TicketEvent): boolean {
  return (kind === 'sync' || kind === 'delivery') && fault === null
}

/** Events as they are told; steps that follow each other are folded into one entry. */
export function foldEvents(events: TicketEvent[]): TimelineEntry[] {
  const entries: TimelineEntry[] = []
  for (const event of events) {
    const last = entries.at(-1)
    if (!isStep(event)) entries.push({ shown: 'event', id: event.id, event })
    else if (last?.shown === 'steps') last.events.push(event)
    else entries.push({ shown: 'steps', id: event.id, events: [event] })
  }
  return entries
}
