import { aliasOf } from '../../domain/ticket.ts'
import type { AlarmView } from '../../store/alarms.ts'
import type { Alarm } from '../contract/alarm.ts'
import { instant } from './views.ts'

/** An alarm as the API answers it. */
export function alarmAnswer(view: AlarmView): Alarm {
  const { id, source, title, description, state, ticketId, ticketNumber } = view
  return {
    id,
    source,
    title,
    description,
    state,
    ...view.alarm,
    firstSeenAt: view.firstSeenAt.toISOString(),
    lastSeenAt: view.lastSeenAt.toISOString(),
    clearedAt: instant(view.clearedAt),
    ticket:
      ticketId && ticketNumber !== null
        ? {
            id: ticketId,
            alias: aliasOf(ticketNumber),
            status: view.ticketStatus ?? '',
            statusCategory: view.ticketCategory ?? '',
            delivery: view.deliveryState ?? '',
            issueKey: view.removed?.issueKey ?? view.issueKey,
            issueUrl: view.removed?.url ?? view.issueUrl,
            removedAt: view.removed?.at ?? null,
          }
        : null,
    awaits: awaitsOf(view),
  }
}

function awaitsOf({ ruleId, ruleName, ruleDueAt, ruleProblem }: AlarmView): Alarm['awaits'] {
  if (!ruleId || !ruleDueAt) return null
  return { ruleId, rule: ruleName ?? '', until: ruleDueAt.toISOString(), problem: ruleProblem }
}
