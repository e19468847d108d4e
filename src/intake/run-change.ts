import { isAlias } from '../domain/alias.ts'
import { isOver, standardKind, type Finding, type RunStatus } from '../domain/diagnostic-run.ts'
import { Refusal } from '../domain/refusal.ts'
import type { DiagnosticRun } from '../store/diagnostic-runs.ts'

/** A run as a diagnostic system says it; absent stays, null takes it off. */
export interface GivenRun {
  id?: number | undefined
  alias?: string | null | undefined
  kind?: string | undefined
  status: RunStatus
  /** The uuid or the alias of a service. */
  service?: string | null | undefined
  findings?: Finding[] | undefined
  startedAt?: Date | null | undefined
  endedAt?: Date | null | undefined
}

/**
 * The run that is meant, by its id or its alias; undefined: a new one. Both stay for ever.
 * @throws {Refusal} naming the run that has one of them
 */
export function meantRun({ id, alias }: GivenRun, known: DiagnosticRun[]): DiagnosticRun | undefined {
  if (alias != null && !isAlias('D', alias))
    throw wrong('alias', 'an alias like D190425_12001: D, yymmdd, _ and 3 to 12 digits')
  const byId = id === undefined ? undefined : known.find(({ number }) => number === id)
  const byAlias = alias == null ? undefined : known.find((one) => one.alias === alias)
  if (byAlias && id !== undefined && byAlias !== byId)
    throw conflict(
      'alias',
      `${alias} is the alias of the run ${byAlias.number || 'before it'}, not of ${id}.`,
    )
  if (byId && alias != null && byId !== byAlias)
    throw conflict(
      'alias',
      `The run ${id} has the alias ${byId.alias || 'that the hub gives it'}, which stays for ever.`,
    )
  return byId ?? byAlias
}

/** What is said of a run, its service looked up; undefined: as it was. */
export type RunSaid = Omit<GivenRun, 'id' | 'alias' | 'service'> & { serviceId: string | null | undefined }

/**
 * What a run is after what is said of it.
 * @param before undefined: it is new
 * @param isTicketed a ticket refers to it, so that its service stays
 * @throws {Refusal}
 */
export function saidRun(before: DiagnosticRun | undefined, said: RunSaid, isTicketed: boolean) {
  const { status } = said
  if (before && isOver(before.status) && !isOver(status)) {
    throw conflict('status', `${before.alias} is over (${before.status}) and does not go back to ${status}.`)
  }
  const next = {
    kind: said.kind ?? before?.kind ?? standardKind,
    status,
    serviceId: said.serviceId === undefined ? (before?.serviceId ?? null) : said.serviceId,
    findings: said.findings ?? before?.findings ?? [],
    startedAt: said.startedAt === undefined ? (before?.startedAt ?? null) : said.startedAt,
    endedAt: said.endedAt === undefined ? (before?.endedAt ?? null) : said.endedAt,
  }
  if (before && isTicketed && next.serviceId !== before.serviceId) {
    throw conflict('service', `A ticket refers to ${before.alias}, so its service stays as it is.`)
  }
  const { startedAt, endedAt } = next
  if (endedAt && !isOver(status)) throw wrong('endedAt', 'none while the run is running')
  if (startedAt && endedAt && endedAt < startedAt) throw wrong('endedAt', 'not before startedAt')
  return next
}

/** Whether it says anything new. */
export const isChanged = (before: DiagnosticRun, next: ReturnType<typeof saidRun>) =>
  next.kind !== before.kind ||
  next.status !== before.status ||
  next.serviceId !== before.serviceId ||
  next.startedAt?.getTime() !== before.startedAt?.getTime() ||
  next.endedAt?.getTime() !== before.endedAt?.getTime() ||
  JSON.stringify(next.findings.map(inOrder)) !== JSON.stringify(before.findings.map(inOrder))

/** The database keeps members in an order of its own. */
const inOrder = ({ category, text }: Finding) => [category, text]

export const wrong = (field: string, message: string) =>
  new Refusal('invalid', 'The diagnostic run was not taken.', { errors: [{ field, message }] })

const conflict = (field: string, detail: string) =>
  new Refusal('conflict', `${detail} Nothing was changed.`, {
    errors: [{ field, message: 'left out, or as it is' }],
  })
