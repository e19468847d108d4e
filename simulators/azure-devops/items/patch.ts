import { asList, asRecord, asText } from '../../ground/json.ts'
import { AzureDevOpsError, invalid } from '../rest/answer.ts'
import type { Relation, WorkItem } from '../state/model.ts'

/** One change of a field that a patch asks for; an absent value takes the field's value away. */
export interface FieldOperation {
  op: 'add' | 'replace' | 'remove'
  referenceName: string
  value: unknown
}

export interface Patch {
  fields: FieldOperation[]
  relations: Relation[]
}

/** Reads a JSON patch document for a work item. `before` is what its tests and removals are about. */
export function readPatch(body: unknown, before: WorkItem | undefined): Patch {
  const operations = asList(body)?.map(asRecord)
  if (!operations || operations.length === 0 || operations.includes(undefined)) throw notAPatch()
  let relations = before?.relations ?? []
  const fields: FieldOperation[] = []
  for (const operation of operations) {
    const { op, path, value } = operation ?? {}
    const [, part = '', rest = ''] = /^\/(fields|relations|rev)(?:\/(.+))?$/.exec(asText(path) ?? '') ?? []
    if (op === 'test') testValue(part === 'rev' ? before?.rev : before?.fields[rest], { path, value })
    else if (op !== 'add' && op !== 'replace' && op !== 'remove') throw notAPatch()
    else if (part === 'fields' && rest) fields.push({ op, referenceName: rest, value })
    else if (part === 'relations') relations = changeRelations(relations, { op, place: rest, value })
    else throw notAPatch()
  }
  return { fields, relations }
}

function testValue(actual: unknown, { path, value }: { path: unknown; value: unknown }): void {
  if (actual === value) return
  throw new AzureDevOpsError(412, {
    message: `VS403351: Test Operation for path ${String(path)} failed, value ${String(actual)} was not equal to test value ${String(value)}.`,
    typeKey: 'TestPatchOperationFailedException',
  })
}

function changeRelations(
  relations: Relation[],
  { op, place, value }: { op: string; place: string; value: unknown },
): Relation[] {
  if (op === 'remove' && /^\d+$/.test(place) && Number(place) < relations.length) {
    return relations.toSpliced(Number(place), 1)
  }
  const relation = asRecord(value)
  const [rel, url] = [asText(relation?.['rel']), asText(relation?.['url'])]
  if (op !== 'add' || place !== '-' || !rel || !url || !URL.canParse(url)) throw notAPatch()
  if (relations.some((one) => one.rel === rel && one.url === url)) {
    throw invalid('TF201035: The relation already exists.', 'WorkItemResourceLinkException')
  }
  return [...relations, { rel, url, attributes: asRecord(relation?.['attributes']) ?? {} }]
}

function notAPatch(): AzureDevOpsError {
  return invalid('You must pass a valid patch document in the body of the request.')
}
