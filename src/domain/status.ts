import type { Decided } from './reason.ts'

export const statusCategories = ['New', 'Active', 'Resolved', 'Closed'] as const

/** The four categories that every status of every tracker normalises to (A53). */
export type StatusCategory = (typeof statusCategories)[number]

/** A tracker's status names by category. Compared trimmed and without case (AX12). */
export type StatusTable = Record<StatusCategory, string[]>

/** A status as the tracker says it. */
export interface RawStatus {
  /** The name shown to people there. */
  name: string
  /** The tracker's id of the status, when it has one. */
  id?: string
  /** What the tracker's own status category would suggest; never decides by itself (AX10). */
  suggestion?: StatusCategory
}

const fold = (name: string) => name.trim().replace(/\s+/gu, ' ').toLocaleLowerCase('en')

function lookUp(table: Partial<StatusTable>, name: string): StatusCategory | undefined {
  return statusCategories.find((category) => table[category]?.some((entry) => fold(entry) === fold(name)))
}

/** What a connection's statuses are compared with. */
export interface StatusTables {
  provider: StatusTable
  /** The provider's table by ids of statuses: names differ between languages, ids do not (AX12). */
  providerIds?: Partial<StatusTable>
  /** The connection's own additions, which win. */
  additions?: Partial<StatusTable>
}

/**
 * The category of a raw status. An unmapped status keeps the previous category (AX10):
 * `mapped` is then false and the tracker's own category is named as a suggestion only.
 *
 * @param raw what the tracker said
 * @param previous the category that the ticket has now
 */
export function mapStatus(
  raw: RawStatus,
  tables: StatusTables,
  previous: StatusCategory,
): Decided<StatusCategory> & { mapped: boolean } {
  const input = { name: raw.name, previous, suggestion: raw.suggestion ?? null }
  const added = lookUp(tables.additions ?? {}, raw.name)
  if (added) {
    const because = `“${raw.name}” means ${added} by this connection's own table.`
    return { value: added, mapped: true, reason: { rule: 'connection status table', because, input } }
  }
  const byId = raw.id === undefined ? undefined : lookUp(tables.providerIds ?? {}, raw.id)
  if (byId) {
    const because = `“${raw.name}” is the status with the id ${raw.id}, which means ${byId} by the provider's table.`
    const rule = 'provider status table by id'
    return { value: byId, mapped: true, reason: { rule, because, input: { ...input, id: raw.id } } }
  }
  const known = lookUp(tables.provider, raw.name)
  if (known) {
    const because = `“${raw.name}” means ${known} by the provider's table.`
    return { value: known, mapped: true, reason: { rule: 'provider status table', because, input } }
  }
  const hint = raw.suggestion ? ` The tracker's own category suggests ${raw.suggestion}.` : ''
  return {
    value: previous,
    mapped: false,
    reason: {
      rule: 'unmapped status keeps the last one',
      because: `“${raw.name}” is in no status table, so the ticket stays ${previous}.${hint}`,
      input,
      fallback: true,
      setAside: raw.suggestion ? [raw.suggestion] : [],
    },
  }
}
