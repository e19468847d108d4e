import { createHash } from 'node:crypto'
import type { StatusCategory, StatusTable } from '../../domain/status.ts'
import { ProviderError, type Issue } from '../provider.ts'
import { addressOf, forTicket, isWebAddress } from './address.ts'
import type { OceaneConfig } from './config.ts'
import { placeOf, textAt } from './places.ts'
import type { WireTicket } from './wire.ts'

/** TMF621's statuses, as v4 writes them and as older versions do. */
export const statuses: StatusTable = {
  New: ['acknowledged', 'submitted'],
  Active: ['inProgress', 'In Progress'],
  Resolved: ['resolved'],
  Closed: ['closed'],
}

/** AX10: work may or may not have begun on what waits, and whether what was turned down is done is for people to say. */
const suggestions: Record<string, StatusCategory> = {
  pending: 'Active',
  held: 'Active',
  rejected: 'Closed',
  cancelled: 'Closed',
}

const badAnswer = (detail: string) => new ProviderError({ kind: 'bad-answer', detail })

export function idOf(wire: WireTicket, config: OceaneConfig): string {
  const id = textAt(wire, placeOf(config.idPlace) ?? [])
  if (id !== undefined) return id
  throw badAnswer(`Oceane’s answer has no ticket ID at “${config.idPlace}”.`)
}

/** The page for people where its address is known; else what the answer says, which may be a path. */
function urlOf(wire: WireTicket, id: string, config: OceaneConfig): string {
  if (config.page !== undefined) return forTicket(config.page, id)
  const said = textAt(wire, placeOf(config.urlPlace) ?? [])
  const url = said === undefined ? '' : addressOf(config.host, said)
  if (isWebAddress(url)) return url
  const wrong = said === undefined ? 'no ticket URL' : 'something else than a ticket URL'
  throw badAnswer(
    `Oceane’s answer about ticket ${id} has ${wrong} at “${config.urlPlace}”: correct the place, or give a page address.`,
  )
}

/** Undefined for what is no moment. */
export function momentOf(text: string | null | undefined): Date | undefined {
  const moment = new Date(text ?? '')
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

/** Oceane may count its changes in seconds only, so what people change counts too. */
export function versionOf(wire: WireTicket): string {
  const { lastUpdate, status, name, priority, severity, relatedParty } = wire
  const shown = [lastUpdate, status, name, priority, severity, relatedParty]
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16)
}

function statusOf(name: string): NonNullable<Issue['status']> {
  const suggestion = suggestions[name.trim().toLowerCase()]
  return { name, ...(suggestion && { suggestion }) }
}

/** TMF621 knows who has a ticket only as a party with a role. */
function assigneeOf({ relatedParty }: WireTicket): string | undefined {
  const owner = relatedParty?.find(({ role }) => /^(owner|assignee|handler)$/iu.test(role ?? ''))
  return owner?.name ?? owner?.id ?? undefined
}

export function issueOf(wire: WireTicket, config: OceaneConfig): Issue {
  const id = idOf(wire, config)
  const assignee = assigneeOf(wire)
  const updatedAt = momentOf(wire.lastUpdate)
  return {
    id,
    key: id,
    url: urlOf(wire, id, config),
    title: wire.name ?? '',
    version: versionOf(wire),
    ...(wire.status && { status: statusOf(wire.status) }),
    ...(assignee && { assignee }),
    ...(updatedAt && { updatedAt }),
  }
}
