import { policyBroken } from '../api/answer.ts'
import type { Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { rowsOf } from '../state/records.ts'

/** What each state asks for: resolving needs a code and notes, putting on hold a reason. */
const askedBy: Record<string, string[]> = {
  '3': ['hold_reason'],
  '6': ['close_code', 'close_notes'],
  '7': ['close_code', 'close_notes'],
}

function labelOf(site: Site, element: string): string {
  const row = rowsOf(site.state, 'sys_dictionary').find((column) => column['element'] === element)
  return row?.['column_label'] ?? element
}

/** Refuses a record that breaks a data policy: those of the states, and those that were switched on. */
export function checkPolicies(site: Site, row: Row): void {
  const demanded = rowsOf(site.state, 'sys_data_policy_rule').map((rule) => rule['field'] ?? '')
  const asked = [...(askedBy[row['state'] ?? ''] ?? []), ...demanded]
  const missing = asked.filter((element) => (row[element] ?? '').trim() === '')
  if (missing.length > 0) throw policyBroken(missing.map((element) => labelOf(site, element)))
}
