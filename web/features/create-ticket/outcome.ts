import type { Ticket } from '../../api/tickets.ts'

export type Outcome = 'on the way' | 'created' | 'in trouble' | 'cancelled'

/** What has become of a new ticket's issue. */
export function outcomeOf({ link, delivery }: Pick<Ticket, 'link' | 'delivery'>): Outcome {
  if (link) return 'created'
  if (delivery?.state === 'failed' || delivery?.state === 'parked') return 'in trouble'
  return delivery?.state === 'cancelled' ? 'cancelled' : 'on the way'
}
