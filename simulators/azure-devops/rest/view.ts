import { findField } from '../state/lookup.ts'
import type { AzureDevOpsState } from '../state/model.ts'
import type { ItemView } from '../wire/item.ts'
import { fieldMissing, invalid } from './answer.ts'

/** What of a work item is asked for: some fields by name, or an expansion, never both. */
export function readView(
  state: AzureDevOpsState,
  { fields, expand }: { fields: string[] | undefined; expand: string | undefined },
): ItemView {
  const view = expandedView(expand)
  if (fields && view) {
    throw invalid(
      'The expand parameter can not be used with the fields parameter.',
      'ConflictingParametersException',
    )
  }
  const unknown = fields?.find((name) => !findField(state, name))
  if (unknown !== undefined) throw fieldMissing(unknown)
  return { fields, ...view }
}

/** What `$expand` asks for; nothing when it is absent or `none`. */
export function expandedView(expand: string | null | undefined): ItemView | undefined {
  const name = expand?.toLowerCase() ?? 'none'
  if (name === 'none') return undefined
  const all = name === 'all'
  return {
    everything: all || name === 'fields',
    relations: all || name === 'relations',
    links: all || name === 'links',
  }
}
