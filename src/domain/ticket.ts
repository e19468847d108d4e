import type { StatusCategory } from './status.ts'

/** Where a ticket's issue stands on its way to the tracker, as a person sees it. */
export const deliveryStates = [
  'queued',
  'sending',
  'waiting',
  'checking',
  'parked',
  'failed',
  'done',
  'cancelled',
] as const

/**
 * - `queued` stored, will be tried next
 * - `sending` committed as about to be sent, or under way
 * - `waiting` tried in vain, will be tried again at a known time
 * - `checking` the outcome is unknown; the tracker is being searched for the marker
 * - `parked` nobody can tell whether it exists there: a person decides
 * - `failed` the tracker refused it; nothing exists there
 * - `done` carried out
 * - `cancelled` given up by a person; nothing exists there
 */
export type DeliveryState = (typeof deliveryStates)[number]

/** What a person can do with a delivery. */
export function deliveryActions(kind: DeliveryKind, state: DeliveryState): DeliveryAction[] {
  return (kind === 'create' ? creationActions : otherActions)[state]
}

const creationActions: Record<DeliveryState, DeliveryAction[]> = {
  queued: ['cancel'],
  sending: [],
  waiting: ['retry', 'cancel'],
  checking: [],
  parked: ['link-existing', 'create-again', 'cancel'],
  failed: ['retry', 'link-existing', 'cancel'],
  done: [],
  cancelled: [],
}

/** What was sent is looked for whenever it is sent again, so it never needs a decision. */
const otherActions: Record<DeliveryState, DeliveryAction[]> = {
  queued: ['cancel'],
  sending: [],
  waiting: ['retry', 'cancel'],
  checking: [],
  parked: ['retry', 'cancel'],
  failed: ['retry', 'cancel'],
  done: [],
  cancelled: [],
}

/** What a delivery does in the tracker. A backlink is the way back to its ticket. */
export const deliveryKinds = ['create', 'comment', 'backlink', 'remove-backlink', 'attachment'] as const
export type DeliveryKind = (typeof deliveryKinds)[number]

export type DeliveryAction = 'retry' | 'cancel' | 'link-existing' | 'create-again'

/** `CT-123`: what people call a ticket. */
export const aliasOf = (number: number) => `CT-${number}`

/** The number in an alias or a bare number, or undefined if it is neither. */
export function numberOf(text: string): number | undefined {
  const match = /^(?:ct-)?([1-9]\d{0,14})$/iu.exec(text.trim())
  return match?.[1] ? Number(match[1]) : undefined
}

/**
 * Whether a ticket keeps its finding from being ticketed again (AX18). A resolved or closed one does not:
 * if the finding is still there, work on it may begin anew.
 */
export const isOpen = (category: StatusCategory) => category === 'New' || category === 'Active'

/** An alarm is ticketed once for all, whatever became of the ticket (B22, BX4); a recommendation while its ticket is open. */
export const keepsFinding = (type: string, category: StatusCategory) => type === 'alarm' || isOpen(category)

/** The hub's searchable mark on what a delivery makes in a tracker. */
export const markerOf = (deliveryId: string) => deliveryId.replaceAll('-', '')
