import type { Priority } from './priority.ts'

/** The one type of partners’ tickets (D2). */
export const serviceType = 'service'

/** D4–D7, DX1, DX2. */
export const serviceStatuses = ['open', 'deferred', 'cleared', 'closed', 'canceled'] as const
export type ServiceStatus = (typeof serviceStatuses)[number]

/** DX11: those in which a ticket keeps its service and its diagnostic run from getting another one. */
export const openStatuses = ['open', 'deferred', 'cleared'] as const satisfies readonly ServiceStatus[]

/** What an event may say (D29, DX1); `reopen` puts the ticket back to open (DX2). */
export const eventStatuses = [...serviceStatuses, 'reopen'] as const
export type EventStatus = (typeof eventStatuses)[number]

/** D3 */
export const serviceCategories = [
  'moving_otp',
  'generic_incident',
  'synchro',
  'packet_loss',
  'low_rate',
  'authentication',
  'slamming',
  'post_prod',
  'other',
] as const
export type ServiceCategory = (typeof serviceCategories)[number]

/** D11: those in which no diagnostic run need be given. */
export const categoriesWithoutRun: readonly ServiceCategory[] = ['moving_otp', 'slamming', 'other']

/** DX13 */
export const servicePriorities = ['low', 'medium', 'high', 'critical'] as const
export type ServicePriority = (typeof servicePriorities)[number]

/** X7: the hub’s own word for it. */
export const priorityOf = (priority: ServicePriority): Priority =>
  priority === 'critical' ? 'high' : priority

/** D42–D44: what a ticket is cleared with, and whose affair it was; the spellings are part of the contract. */
export const clearCodes = {
  synchronization: {
    responsability: 'Covage',
    means: 'Link cut, or a position or alignment fault on the frame',
  },
  modem: { responsability: 'Customer', means: 'Customer’s modem faulty or unplugged' },
  provisionning: { responsability: 'Covage', means: 'Configuration' },
  authentication_cust: { responsability: 'Customer', means: 'Wrong login or password of the customer' },
  authentication_kosc: { responsability: 'Covage', means: 'Radius or router' },
  throughput_packet_loss: { responsability: 'Covage', means: 'Line quality: throughput or packet loss' },
  major_network_incident: { responsability: 'Covage', means: 'DSLAM, switch or router down' },
  ticket_cancelation_cust: { responsability: 'Customer', means: 'Cancelled by the customer' },
  other_cust: { responsability: 'Customer', means: 'Other, the customer’s responsibility' },
  other_kosc: { responsability: 'Covage', means: 'Other, the network’s responsibility' },
} as const satisfies Record<string, { responsability: 'Covage' | 'Customer'; means: string }>
export type ClearCode = keyof typeof clearCodes
export const clearCodeNames = Object.keys(clearCodes) as [ClearCode, ...ClearCode[]]

/** DX23: follows from the code. */
export const responsabilityOf = (code: ClearCode | null) => (code ? clearCodes[code].responsability : null)

/** The operator’s person, as it was given with the ticket. */
export interface OwnerContact {
  first_name: string
  last_name: string
  email: string
  phone_number: string
}

/** Who acts: a partner’s program, or the hub’s own staff. */
export type Party = 'operator' | 'desk'

/** DX3 */
const allowed: Record<Party, Record<ServiceStatus, readonly EventStatus[]>> = {
  operator: { open: [], deferred: ['open'], cleared: ['closed'], closed: [], canceled: [] },
  desk: {
    open: ['deferred', 'cleared', 'canceled'],
    deferred: ['open', 'cleared', 'canceled'],
    cleared: ['reopen', 'closed'],
    closed: [],
    canceled: [],
  },
}

/** DX4: what a party may do with a ticket’s status now. */
export const nextStatuses = (party: Party, status: ServiceStatus) => allowed[party][status]

/** The ticket’s status after an event (DX2). */
export const statusAfter = (event: EventStatus): ServiceStatus => (event === 'reopen' ? 'open' : event)

/** Whose turn it is (D4–D6); nobody’s once a ticket is over. */
export function waitsFor({
  status,
  asksClearCode,
}: {
  status: ServiceStatus
  asksClearCode: boolean
}): Party | null {
  if (status === 'open' || asksClearCode) return 'desk'
  return status === 'deferred' || status === 'cleared' ? 'operator' : null
}

/** DX22: the ticket keeps the code of its last clearing until it is reopened. */
export function clearCodeAfter(
  before: ClearCode | null,
  event: { status: EventStatus | null; clearCode: ClearCode | null },
): ClearCode | null {
  if (event.status === 'cleared') return event.clearCode
  return event.status === 'reopen' ? null : before
}
