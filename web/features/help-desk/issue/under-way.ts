import type { SupportTicket } from '../../../api/help-desk.ts'

const moving = new Set(['queued', 'sending', 'waiting', 'checking', 'parked'])

/** Whether an issue may be about to come: then no other one can be asked for. */
export const isUnderWay = ({ link, delivery }: Pick<SupportTicket, 'link' | 'delivery'>): boolean =>
  !link && delivery?.kind === 'create' && moving.has(delivery.state)
