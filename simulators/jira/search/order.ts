import { invalid } from '../rest/answer.ts'
import type { Issue } from '../state/model.ts'
import type { Order } from './parse.ts'

type Comparison = (left: Issue, right: Issue, step: number) => number

const floored = (moment: number, step: number) => moment - (moment % step)

const comparisons: Record<string, Comparison> = {
  updated: (left, right, step) => floored(left.updated, step) - floored(right.updated, step),
  created: (left, right, step) => floored(left.created, step) - floored(right.created, step),
  key: compareKeys,
  issuekey: compareKeys,
  id: (left, right) => Number(left.id) - Number(right.id),
}

/** INFRA-9 comes before INFRA-10. */
function compareKeys(left: Issue, right: Issue): number {
  const [leftProject = '', leftNumber] = left.key.split('-')
  const [rightProject = '', rightNumber] = right.key.split('-')
  return leftProject.localeCompare(rightProject) || Number(leftNumber) - Number(rightNumber)
}

/**
 * The order asked for; the newest first among equals and when none is asked.
 * @param step the least difference between moments that the index can tell
 */
export function comparison(orders: Order[], step: number): (left: Issue, right: Issue) => number {
  const steps = orders.map(({ field, descending }): Comparison => {
    const compare = comparisons[field]
    if (!compare) throw invalid(`Not able to sort using field '${field}'.`)
    return descending ? (left, right, least) => compare(right, left, least) : compare
  })
  return (left, right) => {
    for (const compare of steps) {
      const result = compare(left, right, step)
      if (result !== 0) return result
    }
    return Number(right.id) - Number(left.id)
  }
}
