import { AzureDevOpsError } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import type { FieldValue, Relation } from '../state/model.ts'
import type { Patch } from './patch.ts'
import { brokenRules, ruleRefusal } from './rules.ts'
import { hasTag, splitTags } from './tags.ts'
import { readValue, type Target } from './values.ts'

export interface Applied {
  fields: Record<string, FieldValue | null>
  relations: Relation[]
  /** HTML that was said with the change: it becomes a comment. */
  said: string | undefined
}

/** What a patch would make of a work item, checked; nothing is stored. */
export function applyPatch(target: Target, patch: Patch, defaults: Record<string, FieldValue>): Applied {
  const { before, project, site, type } = target
  if (!project.mayEdit) throw noPermission('TF237111', 'save work items under the specified area path')
  const readings = patch.fields.map((operation) => readValue(target, operation))
  const values = Object.fromEntries(
    readings.map((reading) => [reading.field.referenceName, 'value' in reading ? reading.value : null]),
  )
  const { 'System.History': said, ...given } = values
  const fields = { ...defaults, ...given, ...reasonOf(target, given) }
  const broken = readings.flatMap((reading) => ('broken' in reading ? [reading.broken] : []))
  const brokenNames = new Set(broken.map(({ fieldReferenceName }) => fieldReferenceName))
  const rules = brokenRules(type, { ...before?.fields, ...fields }, before === undefined).filter(
    ({ fieldReferenceName }) => !brokenNames.has(fieldReferenceName),
  )
  if (broken.length + rules.length > 0) throw ruleRefusal([...broken, ...rules])
  checkTags(site, splitTags(String(fields['System.Tags'] ?? '')))
  return { fields, relations: patch.relations, said: typeof said === 'string' ? said : undefined }
}

/** A change of state gives a reason of its own when none is given. */
function reasonOf({ before }: Target, given: Record<string, FieldValue | null>): Record<string, FieldValue> {
  const wanted = given['System.State']
  if (!before || !wanted || wanted === before.fields['System.State'] || given['System.Reason']) return {}
  return { 'System.Reason': `Moved to state ${wanted}` }
}

function checkTags({ state }: Site, tags: string[]): void {
  if (state.mayCreateTags) return
  const known = (tag: string) => [...state.items.values()].some((item) => hasTag(item, tag))
  if (!tags.every(known)) throw noPermission('TF401289', 'create tags')
}

function noPermission(code: string, act: string): AzureDevOpsError {
  return new AzureDevOpsError(403, {
    message: `${code}: The current user does not have permissions to ${act}.`,
    typeKey: 'WorkItemTrackingUnauthorizedOperationException',
  })
}
