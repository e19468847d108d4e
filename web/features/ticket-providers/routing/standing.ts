import type { Route } from '../../../api/routes.ts'
import type { Tone } from '../../../ui/status.ts'
import { lacking } from './rows.ts'

export interface RouteStanding {
  tone: Tone
  words: string
  /** What is wrong, a sentence each. */
  details: string[]
}

/** Whether tickets can go along a route, as the last look at the tracker said. */
export function standingOf(route: Route): RouteStanding {
  const lacks = lacking(route).map(({ name }) => `“${name}”`)
  const needed = lacks.length > 0 ? [`The tracker requires ${lacks.join(', ')}: edit the route.`] : []
  if (route.problems.length > 0) {
    const problems = route.problems.map(({ message }) => message)
    return { tone: 'red', words: 'Cannot be used', details: [...problems, ...needed] }
  }
  if (needed.length > 0) return { tone: 'red', words: `Needs a value`, details: needed }
  if (!route.checkedAt) return { tone: 'grey', words: 'Not checked yet', details: [] }
  return { tone: 'green', words: 'Usable', details: [] }
}
