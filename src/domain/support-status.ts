import type { Decided } from './reason.ts'
import type { StatusCategory } from './status.ts'

export interface SupportStatus {
  id: string
  name: string
  category: StatusCategory
}

/**
 * The ticket's status that an issue's status means (C32): the one with the equal name, else the instance's default, else the
 * first one of the same category (CX8).
 *
 * @param raw the status as the tracker names it, and its category; null where it is in no table (AX10)
 */
export function ticketStatusFor(
  raw: { name: string; category: StatusCategory | null },
  of: { statuses: SupportStatus[]; defaultId: string | null; current: string },
): Decided<SupportStatus | undefined> {
  const input = { issueStatus: raw.name }
  const equal = of.statuses.find(({ name }) => name === raw.name)
  if (equal) {
    const because = 'The help desk has a status with the same name.'
    return { value: equal, reason: { rule: 'equal name', because, input } }
  }
  const standard = of.statuses.find(({ id }) => id === of.defaultId)
  if (standard) {
    const because = `The help desk has no status “${raw.name}”: the instance’s default is used.`
    return { value: standard, reason: { rule: 'default status', because, input, fallback: true } }
  }
  const inCategory = of.statuses.filter(({ category }) => category === raw.category)
  // One of the right category stays: there is no reason to prefer another.
  const first = inCategory.find(({ name }) => name === of.current) ?? inCategory[0]
  if (first) {
    const because = `The help desk has no status “${raw.name}”; it means ${raw.category ?? ''}, and this is a status of that category.`
    return { value: first, reason: { rule: 'status of the category', because, input, fallback: true } }
  }
  const because = `The help desk has no status “${raw.name}”, and what it means is not known: the ticket keeps its own.`
  return { value: undefined, reason: { rule: 'no equal name', because, input, fallback: true } }
}
