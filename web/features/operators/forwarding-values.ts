import type { DeskSettings } from '../../api/operators.ts'

type Code = DeskSettings['clearCodes'][string]

/** The form: a line for each of the tracker’s statuses. */
export interface ForwardingValues {
  forward: boolean
  rules: { status: string; code: Code }[]
}

export const rulesOf = (codes: DeskSettings['clearCodes']): ForwardingValues['rules'] =>
  Object.entries(codes).map(([status, code]) => ({ status, code }))

/** Of two lines for the same status the last one counts. */
export const codesOf = (rules: ForwardingValues['rules']): DeskSettings['clearCodes'] =>
  Object.fromEntries(rules.map(({ status, code }) => [status.trim(), code]))
