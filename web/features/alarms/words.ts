import type { Alarm } from '../../api/alarms.ts'
import type { Tone } from '../../ui/status.ts'

export const stateWords: Record<Alarm['state'], { tone: Tone; words: string }> = {
  raised: { tone: 'red', words: 'Raised' },
  cleared: { tone: 'green', words: 'Cleared' },
}

export const states = [
  { value: 'raised', label: 'Raised' },
  { value: 'cleared', label: 'Cleared' },
]

export const ticketStates = [
  { value: 'none', label: 'No ticket' },
  { value: 'some', label: 'With a ticket' },
  { value: 'failed', label: 'Creation failed' },
]

/**
 * What may be done about an alarm. With a ticket there is no second one (B22); one whose creation failed is tried
 * again (BX7), and one that was given up leaves the alarm free.
 */
export function stepFor(ticket: Alarm['ticket']): 'create' | 'retry' | 'decide' | 'none' {
  if (!ticket || ticket.delivery === 'cancelled') return 'create'
  if (ticket.delivery === 'failed') return 'retry'
  return ticket.delivery === 'parked' ? 'decide' : 'none'
}
