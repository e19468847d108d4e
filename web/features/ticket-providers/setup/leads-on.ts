import type { ConnectionTestResult } from '../../../api/connections.ts'
import type { FormField } from '../../../api/providers.ts'

/**
 * Whether the set-up can go on after a test: it passed, or what is wrong is only about the default route,
 * which is chosen next. The hub tests again before it stores anything.
 */
export function leadsOn(
  { ok, account, rights, problems }: ConnectionTestResult,
  destinationFields: FormField[],
): boolean {
  if (ok) return true
  const isShort = rights.some(({ required, granted }) => required && !granted)
  const isAboutRoute = problems.every(({ field }) =>
    destinationFields.some(({ name }) => field.endsWith(name)),
  )
  return account !== null && !isShort && problems.length > 0 && isAboutRoute
}
