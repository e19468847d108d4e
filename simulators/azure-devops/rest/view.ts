import { findField } from '../state/lookup.ts'
import type { AzureDevOpsState } from '../state/model.ts'
import type { ItemView } from '../wire/item.ts'
import { fieldMissing, invalid } from './answer.ts'

/** What of a work item is asked for: some fields by name, or an expansion, never both. */
export function readView(
  state: AzureDevOpsState,
  { fields, expand }: { fields: string[] | undefined; expand: string | undefined },
): ItemView {
  const view = { fields, expand: expand?.toLowerCase() }
  if (fields && view.expand && view.expand !== 'none') {
    throw invalid(
      'The expand parameter can not be used with the fields parameter.',
      'ConflictingParametersException',
    )
  }
  const unknown = fields?.find((name) => !findField(state, name))
  if (unknown !== undefined) throw fieldMissing(unknown)
  return view
}
