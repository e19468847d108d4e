import { invalid } from '../rest/answer.ts'
import type { Issue } from '../state/model.ts'
import type { Order } from './parse.ts'

type Comparison = (left: Issue, right: Issue) => number

const comparisons: Record<string, Comparison> = {
  updated: (left, right) => left.updated - right.updated,
  created: (left, right) => left.created - right.created,
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

/** The order asked for; the newest first among equals and when none is asked. */
export function comparison(orders: Order[]): Comparison {
  const steps = orders.map(({ field, descending }): Comparison => {
    const compare = comparisons[field]
    if (!compare) throw invalid(`Not able to sort using field '${field}'.`)
    return descending ? (left, right) => compare(right, left) : compare
  })
  return (left, right) => {
    for (const step of steps) {
      const result = step(left, right)
      if (result !== 0) return result
    }
    return Number(right.id) - Number(left.id)
  }
}
