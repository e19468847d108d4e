import type { Decided } from './reason.ts'
import {
  nextStatuses,
  serviceStatuses,
  type ClearCode,
  type EventStatus,
  type ServiceStatus,
} from './service-ticket.ts'
import type { StatusCategory } from './status.ts'

/** What the desk does because of the tracker: an event, or asking a person for the clear code. */
export type FromTracker =
  | { status: EventStatus; clearCode: ClearCode | null }
  | 'ask for a clear code'
  | 'nothing'

/** With what a ticket is cleared, by the tracker’s status in small letters; `*` for any. */
export type ClearCodeRule = Record<string, ClearCode>

const folded = (name: string) => name.trim().toLowerCase()

/**
 * What an issue’s new status means for the service ticket it was forwarded from (DX33, X1). An equal name wins. A resolved or closed issue clears
 * the ticket; the code comes from the rule, or a person is asked. An issue that is only under way changes nothing: deferring is a question to the
 * operator, and only a person can ask it.
 */
export function fromTracker(
  ticket: ServiceStatus,
  issue: { category: StatusCategory; name: string },
  rule: ClearCodeRule,
): Decided<FromTracker> {
  const name = folded(issue.name)
  const allowed = nextStatuses('desk', ticket)
  const equal = serviceStatuses.find((status) => status === name && allowed.includes(status))
  if (equal && equal !== 'cleared') {
    const because = `“${issue.name}” is a ticket’s own status.`
    return { value: { status: equal, clearCode: null }, reason: { rule: 'equal name', because } }
  }
  const isDone = issue.category === 'Resolved' || issue.category === 'Closed'
  if (isDone && allowed.includes('cleared')) return cleared(issue, rule)
  if (issue.category === 'Closed' && allowed.includes('closed')) {
    const because = `“${issue.name}” means closed, and the ticket was cleared already.`
    return {
      value: { status: 'closed', clearCode: null },
      reason: { rule: 'closed in the tracker', because },
    }
  }
  if (!isDone && allowed.includes('reopen')) {
    const because = `“${issue.name}”: work on the issue goes on.`
    return {
      value: { status: 'reopen', clearCode: null },
      reason: { rule: 'reopened in the tracker', because },
    }
  }
  const because = `“${issue.name}” (${issue.category}) leaves a ticket that is ${ticket} as it is.`
  return { value: 'nothing', reason: { rule: 'no change', because } }
}

function cleared(
  issue: { category: StatusCategory; name: string },
  rule: ClearCodeRule,
): Decided<FromTracker> {
  const own = folded(issue.name)
  const code = Object.hasOwn(rule, own) ? rule[own] : rule['*']
  if (!code) {
    const because = `“${issue.name}” means ${issue.category}, and no rule says with which code: a person gives it.`
    return { value: 'ask for a clear code', reason: { rule: 'clear code by person', because } }
  }
  const because = `“${issue.name}” means ${issue.category}; the rule for it says ${code}.`
  return { value: { status: 'cleared', clearCode: code }, reason: { rule: 'clear code by rule', because } }
}
