import type { ServiceTicket, ServiceTicketRow } from '../../api/service-tickets.ts'
import type { Tone } from '../../ui/status.ts'

export type Category = ServiceTicket['category']
export type Priority = ServiceTicket['priority']
export type Status = ServiceTicket['status']
export type NextStatus = ServiceTicket['next']['desk'][number]

export const categoryWords: Record<Category, string> = {
  moving_otp: 'Moving the socket',
  generic_incident: 'Incident',
  synchro: 'Synchronisation',
  packet_loss: 'Packet loss',
  low_rate: 'Low rate',
  authentication: 'Authentication',
  slamming: 'Slamming',
  post_prod: 'After delivery',
  other: 'Other',
}

export const priorityWords: Record<Priority, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}

/** The urgent ones stand out. */
export const priorityTones: Record<Priority, Tone> = {
  low: 'grey',
  medium: 'grey',
  high: 'amber',
  critical: 'red',
}

export const choicesOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export const responsibilityWords = { Covage: 'The network’s', Customer: 'The customer’s' } as const

/** What a ticket needs now, and from whom; null once it is over. */
export function turnOf({
  status,
  waitsFor,
  operatorSpoke,
  asksClearCode,
}: Pick<ServiceTicketRow, 'status' | 'waitsFor' | 'operatorSpoke' | 'asksClearCode'>): {
  tone: Tone
  words: string
} | null {
  if (waitsFor === null) return null
  if (asksClearCode) return { tone: 'amber', words: 'Needs a clear code' }
  if (operatorSpoke) return { tone: 'amber', words: 'Operator answered' }
  if (waitsFor === 'desk') return null
  return { tone: 'grey', words: status === 'cleared' ? 'Operator may close' : 'Waits for operator' }
}

const operatorSteps: Partial<Record<NextStatus, string>> = { open: 'set it open again', closed: 'close it' }

/** DX4: what the operator may do with the ticket now, as a person would say it. */
export const operatorMay = (next: NextStatus[]) =>
  ['comment', ...next.map((status) => operatorSteps[status] ?? status)].join(', or ')
