import { ProviderError } from '../provider.ts'

/**
 * What may stand as a value in an encoded query. Anything else could end the condition (`^`), list further values (`,`) or be
 * run as a script by the instance (`javascript:`), and a condition that breaks is dropped without a word.
 * https://www.servicenow.com/docs/r/platform-user-interface/configure-user-experiences/c_EncodedQueryStrings.html
 */
const harmless = /^[\p{L}\p{N}][\p{L}\p{N} @._+\\/-]{0,254}$/u

export const isHarmless = (value: string) => harmless.test(value)

function checked(value: string): string {
  if (isHarmless(value)) return value
  throw new ProviderError({
    kind: 'invalid',
    detail: `ServiceNow cannot be asked for “${value.slice(0, 40).toWellFormed()}”: it has characters that a query takes for its own.`,
  })
}

export const equals = (field: string, value: string) => `${field}=${checked(value)}`

export const oneOf = (field: string, values: string[]) => `${field}IN${values.map(checked).join(',')}`

export const contains = (field: string, value: string) => `${field}LIKE${checked(value)}`

export const above = (field: string, value: string) => `${field}>${checked(value)}`

/** All of the conditions. */
export const all = (...conditions: string[]) => conditions.join('^')

/**
 * A moment as it stands in the database: UTC, to the second. As a plain text it is taken as UTC whatever time zone the
 * integration user has; `gs.dateGenerate` would take it as that user's.
 * https://www.servicenow.com/community/united-kingdom-snug/soap-web-service-and-time-zones-examples/ba-p/2270667
 */
export const stampOf = (moment: number) => new Date(moment).toISOString().slice(0, 19).replace('T', ' ')

/** The other way round; undefined for what is no such moment. */
export function momentOf(stamp: string | undefined): Date | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/u.exec(stamp ?? '') ?? []
  const moment = new Date(`${day}T${time}Z`)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
