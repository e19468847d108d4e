import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { shorten } from '../domain/describe.ts'
import type { Priority } from '../domain/priority.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import type { AttributeDeclaration } from '../providers/provider.ts'
import { alarmView } from '../store/alarms.ts'
import { activeConnection } from '../store/connections.ts'
import type { TicketView } from '../store/ticket-views.ts'
import { createTicket, noActiveConnection, type TicketRequest } from './create-ticket.ts'

export interface AlarmTicketRequest {
  alarmId: string
  priority: Priority
  attributes: Record<string, string>
  /** Absent: the alarm's own words. */
  description?: string | undefined
  projectId?: string | null | undefined
  remember?: TicketRequest['remember']
}

const levels = ['Low', 'Medium', 'High']

/** B23, for a tracker that has no values of its own for them. */
const usual: AttributeDeclaration[] = [
  { name: 'urgency', title: 'Urgency', required: true, values: levels },
  { name: 'technicalImpact', title: 'Technical Impact', required: true, values: ['None', ...levels] },
  { name: 'clientImpact', title: 'Client Impact', required: false, values: ['None', ...levels] },
]

/** What the Create Ticket dialog of an alarm asks for (B23, BX16): what the active provider declares, else the usual. */
export async function alarmDialog(deps: Deps, actor: Actor): Promise<AttributeDeclaration[]> {
  const connection = await activeConnection(deps.store.db, actor.workspaceId)
  if (!connection) return usual
  return deps.trackers.provider(connection.provider).attributes?.(connection.config) ?? usual
}

/**
 * Creates the ticket about an alarm (B24). An alarm has one ticket, however many operators press the button at once: that is
 * decided where the ticket is stored (BX8).
 * @throws {Refusal} naming each field that is missing or wrong, or the ticket there is
 */
export async function ticketAlarm(
  deps: Deps,
  actor: Actor,
  request: AlarmTicketRequest,
): Promise<TicketView> {
  const alarm = await alarmView(deps.store.db, actor.workspaceId, request.alarmId)
  if (!alarm) throw notFound('alarm')
  const connection = await activeConnection(deps.store.db, actor.workspaceId)
  if (!connection) throw noActiveConnection()
  const declared = await alarmDialog(deps, actor)
  const errors = misfits(declared, request.attributes)
  if (errors.length > 0) throw new Refusal('invalid', 'The ticket was not created.', { errors })
  const limit = deps.trackers.provider(connection.provider).about.titleLimit
  const given = Object.entries(request.attributes).filter(([, value]) => value !== '')
  // BX10: what the alarm says stands for the cause until somebody knows better.
  const rootCause = alarm.alarm.value ? [['rootCause', alarm.alarm.value]] : []
  return createTicket(deps, actor, {
    type: 'alarm',
    // The whole value is among the facts, so a title that is too long may end early (BX17).
    title: fitting(alarm.title, limit),
    description: request.description || alarm.description || alarm.title,
    priority: request.priority,
    projectId: request.projectId ?? null,
    findingId: alarm.id,
    attributes: Object.fromEntries([...rootCause, ...given]),
    ...(request.remember ? { remember: request.remember } : {}),
  })
}

/** Trackers count UTF-16 units, so a text with emoji has to be shorter in characters. */
function fitting(title: string, limit: number): string {
  let points = limit
  let { text } = shorten(title, points)
  while (text.length > limit && points > 1) {
    points -= text.length - limit
    ;({ text } = shorten(title, points))
  }
  return text
}

/** What is wrong with values, given what the dialog asks for. */
export function misfits(declared: AttributeDeclaration[], given: Record<string, string>) {
  const unknown = Object.keys(given).filter((name) => !declared.some((one) => one.name === name))
  const names = declared.map(({ name }) => name).join(', ')
  return [
    ...unknown.map((name) => ({ field: `attributes.${name}`, message: `one of ${names}` })),
    ...declared.flatMap((one) => {
      const value = given[one.name] ?? ''
      const fits = one.values.length === 0 || one.values.includes(value)
      if (value === '' ? !one.required : fits) return []
      const right = one.values.length > 0 ? `one of ${one.values.join(', ')}` : 'a value'
      return [{ field: `attributes.${one.name}`, message: `${one.title}: ${right}` }]
    }),
  ]
}
