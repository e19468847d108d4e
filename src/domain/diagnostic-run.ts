import type { ServiceCategory } from './service-ticket.ts'

export const runStatuses = ['running', 'completed', 'error'] as const
export type RunStatus = (typeof runStatuses)[number]

/** The kind of diagnostic that tickets are opened on (D10). */
export const standardKind = 'standard'

/** What a diagnostic run says about the line. */
export interface Finding {
  /** The ticket category it speaks for, where it is one. */
  category: ServiceCategory | null
  text: string
}

/** D1: a ticket refers to a run that is over, whatever its result. */
export const isOver = (status: RunStatus) => status !== 'running'

/** DX28: what the desk should know where a ticket’s category is another than what the run found; null where they agree. */
export function disagreement(category: ServiceCategory, findings: Finding[]): string | null {
  const found = [...new Set(findings.flatMap((finding) => finding.category ?? []))]
  if (found.length === 0 || found.includes(category)) return null
  return `The ticket says ${category}; the diagnostic run found ${found.join(', ')}.`
}
