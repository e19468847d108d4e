import { isAlias } from '../domain/alias.ts'
import { disagreement, isOver, standardKind } from '../domain/diagnostic-run.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  categoriesWithoutRun,
  type OwnerContact,
  type ServiceCategory,
  type ServicePriority,
} from '../domain/service-ticket.ts'
import type { Blocking, RunRef, ServiceFacts } from '../store/service-facts.ts'

/** What a partner asks for (D9, DX12). */
export interface ServiceTicketRequest {
  category: ServiceCategory
  priority: ServicePriority
  serviceUuid: string
  description: string
  /** Null or empty: none (D11, DX8). */
  diagnosticRunId: number | string | null
  operatorTicketRef: string | null
  initialComment: string | null
  ownerContact: OwnerContact
}

/** What a request names, found and allowed. */
export interface CheckedRequest {
  operator: NonNullable<ServiceFacts['operator']>
  service: NonNullable<ServiceFacts['service']>
  run: ServiceFacts['run']
  /** DX28 */
  note: string | null
}

/** How the request names its diagnostic run; undefined where it names none. */
export function runRefOf(given: number | string | null): RunRef {
  if (given === null || given === '') return undefined
  const text = String(given).trim()
  return /^[1-9]\d{0,14}$/u.test(text) ? { number: Number(text) } : { alias: text }
}

/**
 * Holds a request against what the hub knows (D10–D13, DX11).
 * @param seenBy the operator that asks; undefined for the desk, which sees all tickets
 * @throws {Refusal} naming each field that is wrong, or the ticket that stands in the way
 */
export function checkServiceRequest(
  request: ServiceTicketRequest,
  facts: ServiceFacts,
  seenBy: string | undefined,
): CheckedRequest {
  const { operator, service, run } = facts
  const errors = [...serviceErrors(facts), ...runErrors(request, facts)]
  if (errors.length > 0) throw new Refusal('invalid', 'The ticket was not created.', { errors })
  if (!operator || !service) throw new Error('A request without its operator or service got through.')
  if (facts.onService) throw inTheWay('service', facts.onService, seenBy)
  if (facts.onRun) throw inTheWay('diagnostic run', facts.onRun, seenBy)
  return { operator, service, run, note: run && disagreement(request.category, run.findings) }
}

interface FieldError {
  field: string
  message: string
}

function serviceErrors({ operator, service }: ServiceFacts): FieldError[] {
  const field = 'service_uuid'
  if (!service) return [{ field, message: 'the uuid of a service that is registered here' }]
  if (!operator) return [{ field, message: 'the uuid of a service that belongs to an operator' }]
  // Another operator’s service is none to this one.
  const isTheirs = service.operatorId === null || service.operatorId === operator.id
  return isTheirs ? [] : [{ field, message: 'the uuid of a service that is registered here' }]
}

function runErrors({ category, diagnosticRunId }: ServiceTicketRequest, facts: ServiceFacts): FieldError[] {
  const { run, service } = facts
  const wrong = (message: string) => [{ field: 'diagnostic_run_id', message }]
  const ref = runRefOf(diagnosticRunId)
  if (!ref) {
    if (categoriesWithoutRun.includes(category)) return []
    return wrong(
      `a diagnostic run: only the categories ${categoriesWithoutRun.join(', ')} may go without one`,
    )
  }
  if (!run) {
    const isOther = 'alias' in ref && (isAlias('T', ref.alias) || isAlias('S', ref.alias))
    const hint = isOther ? '; this is the alias of something else' : ''
    return wrong(`the id or the alias of a diagnostic run that is known here${hint}`)
  }
  if (run.serviceId !== null && service && run.serviceId !== service.id) {
    return wrong('a diagnostic run of this service')
  }
  if (run.kind !== standardKind)
    return wrong(`a standard diagnostic; ${run.alias} is of the kind ${run.kind}`)
  if (!isOver(run.status))
    return wrong(`a diagnostic run that is completed or ended in an error; ${run.alias} is running`)
  return []
}

/** D12, D13: names the ticket only where the caller may see it. */
export function inTheWay(
  what: string,
  { id, alias, operatorId }: Blocking,
  seenBy: string | undefined,
): Refusal {
  const mayKnow = seenBy === undefined || seenBy === operatorId
  const which = mayKnow ? `: ${alias}` : ', another operator’s'
  return new Refusal('conflict', `There is an open ticket on this ${what} already${which}.`, {
    ...(mayKnow && { ticket: { id, alias } }),
  })
}
