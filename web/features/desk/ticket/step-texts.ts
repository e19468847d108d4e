import type { ServiceTicket } from '../../../api/service-tickets.ts'
import type { IconName } from '../../../ui/icon.tsx'
import type { NextStatus } from '../words.ts'

export interface StepText {
  /** On the button that begins it. */
  label: string
  icon: IconName
  title: string
  /** On the button that does it. */
  confirm: string
  /** What happens then. */
  what: (ticket: ServiceTicket) => string
  comment: { label: string; isRequired: boolean; missing?: string }
  danger?: true
}

const nameOf = ({ operator }: ServiceTicket) => operator.displayName
const optional = { label: 'Comment (optional)', isRequired: false }

/** Everything that the desk may do with a ticket’s status, in the order of its buttons. */
export const stepTexts: Record<NextStatus, StepText> = {
  cleared: {
    label: 'Clear',
    icon: 'check',
    title: 'Clear the ticket with a code',
    confirm: 'Clear',
    what: (ticket) => `${nameOf(ticket)} reads the code, and may then close the ticket.`,
    comment: optional,
  },
  deferred: {
    label: 'Ask the operator',
    icon: 'comment',
    title: 'Defer the ticket with a question',
    confirm: 'Defer',
    what: (ticket) => `The ticket waits until ${nameOf(ticket)} answers and sets it open again.`,
    comment: { label: 'Question', isRequired: true, missing: 'What do you need to know?' },
  },
  open: {
    label: 'Set open',
    icon: 'right',
    title: 'Set the ticket open again?',
    confirm: 'Set open',
    what: (ticket) => `It waits for ${nameOf(ticket)} no longer; the desk goes on with it.`,
    comment: optional,
  },
  reopen: {
    label: 'Reopen',
    icon: 'sync',
    title: 'Reopen the ticket?',
    confirm: 'Reopen',
    what: () => 'It becomes open, and its clear code is taken back.',
    comment: optional,
  },
  closed: {
    label: 'Close',
    icon: 'lock',
    title: 'Close the ticket?',
    confirm: 'Close',
    what: (ticket) =>
      `It is over then and cannot be reopened. Its service is free for a new ticket; ${nameOf(ticket)} may also close it itself.`,
    comment: optional,
  },
  canceled: {
    label: 'Cancel ticket',
    icon: 'cross',
    title: 'Cancel the ticket?',
    confirm: 'Cancel the ticket',
    what: (ticket) =>
      `It is over then without having been processed, and cannot be reopened. ${nameOf(ticket)} reads your reason.`,
    comment: { label: 'Reason', isRequired: true, missing: 'Say why, for the operator.' },
    danger: true,
  },
}

export const stepOrder = Object.keys(stepTexts) as NextStatus[]
