import type { Ticket } from '../../api/tickets.ts'

export const priorityWords: Record<Ticket['priority'], string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
}
