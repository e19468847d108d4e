import type { Decided } from './reason.ts'

/**
 * Who may read a text.
 * - `public` the customer as well
 * - `internal` the people of the help desk
 * - `restricted` a part of them; never leaves where it was written
 */
export const visibilities = ['public', 'internal', 'restricted'] as const
export type Visibility = (typeof visibilities)[number]

/** What is unclear counts as internal. */
export const visibilityOf = (said: unknown): Visibility =>
  visibilities.find((known) => known === said) ?? 'internal'

/** What a tracker says about who may read a comment, whatever it calls it. */
export interface TrackerComment {
  /** Restricted to a project role or group (C13, CX12). */
  limitedTo: string | null
  /** A service desk's own note to itself. */
  isInternalNote: boolean
}

/** A comment that anybody there may read becomes an action (C11); any restriction keeps it back (C13, CX12). */
export function mayComeOver({ limitedTo, isInternalNote }: TrackerComment): Decided<boolean> {
  if (limitedTo !== null) {
    const because = `The comment is restricted to “${limitedTo}” in the tracker, so it stays there.`
    return { value: false, reason: { rule: 'restricted comment', because } }
  }
  if (isInternalNote) {
    const because = 'The comment is an internal note in the tracker, so it stays there.'
    return { value: false, reason: { rule: 'internal note', because } }
  }
  return { value: true, reason: { rule: 'open comment', because: 'Anybody who sees the issue may read it.' } }
}

/** What a connection lets out. */
export interface OutgoingRules {
  /** Null: actions of all types (C17, C31). */
  actionType: string | null
  /** CX11 */
  pushInternal: boolean
}

export interface OutgoingAction {
  type: string
  visibility: Visibility
}

/** Whether an action becomes a comment in the tracker (C15, C17, CX11). */
export function mayGoOut(action: OutgoingAction, rules: OutgoingRules): Decided<boolean> {
  if (action.visibility === 'restricted') {
    return {
      value: false,
      reason: { rule: 'restricted action', because: 'The action is restricted, so it stays here.' },
    }
  }
  if (action.visibility === 'internal' && !rules.pushInternal) {
    const because = 'The action is internal, and the connection keeps internal actions here.'
    return { value: false, reason: { rule: 'internal action', because } }
  }
  if (rules.actionType !== null && rules.actionType !== action.type) {
    const because = `Only actions of the type “${rules.actionType}” become comments; this one is “${action.type}”.`
    return { value: false, reason: { rule: 'type of action', because } }
  }
  return { value: true, reason: { rule: 'pushed action', because: 'Actions of this type become comments.' } }
}

/** A ticket that shares an issue with others. */
export interface SharingTicket {
  id: string
  customerId: string | null
}

/**
 * Which tickets a comment of an issue becomes an action on (C11). One that the hub itself wrote for a ticket never comes back
 * there, and reaches the others only where the connection allows it (CX10): they may be other customers' tickets.
 *
 * @param origin the ticket whose action it was; undefined for a comment that was written in the tracker
 */
export function ticketsToTell(
  tickets: SharingTicket[],
  origin: SharingTicket | undefined,
  allows: { amongTickets: boolean; amongCustomers: boolean },
): SharingTicket[] {
  if (!origin) return tickets
  const others = tickets.filter(({ id }) => id !== origin.id)
  if (!allows.amongTickets) return []
  // Who has no customer could be anybody's.
  const isSame = ({ customerId }: SharingTicket) => customerId !== null && customerId === origin.customerId
  return allows.amongCustomers ? others : others.filter(isSame)
}
