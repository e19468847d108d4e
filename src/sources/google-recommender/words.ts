import { namePattern, type Operation, type Recommendation } from './wire.ts'
import { capitalised, inWords, lastPart, sentences, titleOf } from '../wording.ts'

const operationsOf = (item: Recommendation) =>
  (item.content?.operationGroups ?? []).flatMap(({ operations }) => operations ?? [])

/** What it is about: never the thing that it would add, such as the snapshot of a disk. */
export function resourceOf(item: Recommendation): string | null {
  const named = item.content?.overview?.resource
  if (typeof named === 'string' && named) return named
  const operations = operationsOf(item)
  const changed = operations.find(({ action, resource }) => action !== 'add' && resource) ?? operations[0]
  return changed?.resource || null
}

/** Google's own sentence, with the resource where it does not name it. */
export function titleOfRecommendation(item: Recommendation): string {
  const own = item.description?.trim().replace(/\.$/u, '')
  const words = own || capitalised(inWords(item.recommenderSubtype || 'lower the cost'))
  const resource = lastPart(resourceOf(item) ?? '')
  return titleOf(!resource || words.includes(resource) ? words : `${words}: ${resource}`)
}

export function describe(item: Recommendation): string {
  const { account, location, recommender } = namePattern.exec(item.name)?.groups ?? {}
  // A `test` only says what must hold before the others are carried out.
  const steps = operationsOf(item).flatMap((operation) =>
    operation.action && operation.action !== 'test' ? [stepInWords(operation.action, operation)] : [],
  )
  return sentences([
    item.description || titleOfRecommendation(item),
    `Where: ${location}, ${account}`,
    steps.length > 0 && `What to do: ${steps.join('; ')}`,
    item.priority && item.priority !== 'PRIORITY_UNSPECIFIED' && `Google’s priority: ${item.priority}`,
    `Found by ${recommender}`,
  ])
}

/** `replace the machineType of the instance test-1 with custom-2-5120` */
function stepInWords(action: string, { resourceType, resource, path, value }: Operation): string {
  const type = lastPart(resourceType ?? '') || 'resource'
  const name = lastPart(resource ?? '')
  // A name such as $snapshot-name is for whoever carries it out to choose.
  const what = `the ${inWords(type)}${name && !name.startsWith('$') ? ` ${name}` : ''}`
  const member = (path ?? '').replace(/^\//u, '')
  const given =
    typeof value === 'string' || typeof value === 'number' ? ` with ${lastPart(String(value))}` : ''
  return member ? `${action} the ${member} of ${what}${given}` : `${action} ${what}`
}
