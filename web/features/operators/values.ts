import type { Operator } from '../../api/operators.ts'

export interface OperatorValues {
  name: string
  displayName: string
  contactUuid: string
  owner: string
  grt: string
  /** One a line. */
  emails: string
  /** Empty while it is being typed. */
  requestsPerMinute: number | string
}

const usualQuota = 600

export const valuesOf = (operator: Operator | undefined): OperatorValues => ({
  name: operator?.name ?? '',
  displayName: operator && operator.displayName !== operator.name ? operator.displayName : '',
  contactUuid: operator?.contactUuid ?? '',
  owner: operator?.owner ?? '',
  grt: operator?.grt ?? '',
  emails: operator?.emails.join('\n') ?? '',
  requestsPerMinute: operator?.requestsPerMinute ?? usualQuota,
})

const orNull = (text: string) => text.trim() || null

export const emailsIn = (lines: string) =>
  lines
    .split(/[\n,;]/u)
    .map((line) => line.trim())
    .filter(Boolean)

export const bodyOf = (values: OperatorValues) => ({
  name: values.name.trim(),
  displayName: orNull(values.displayName),
  contactUuid: orNull(values.contactUuid),
  owner: orNull(values.owner),
  grt: orNull(values.grt),
  emails: emailsIn(values.emails),
  requestsPerMinute: Number(values.requestsPerMinute),
})

/** What the hub said of single addresses stands beside the one field that they share, each with its address. */
export function shownErrors(
  errors: Record<string, string>,
  { emails }: { emails: string[] },
): Record<string, string> {
  const entries = Object.entries(errors).map(([field, message]) => {
    const place = /^emails\.(\d+)$/u.exec(field)?.[1]
    return place === undefined ? [field, message] : ['emails', `${emails[Number(place)]}: ${message}`]
  })
  return Object.fromEntries(entries)
}
