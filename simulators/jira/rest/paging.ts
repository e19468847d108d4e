import { invalid } from './answer.ts'

export interface Page<T> {
  startAt: number
  maxResults: number
  total: number
  isLast: boolean
  values: T[]
}

/** Cuts a page out of a list by `startAt` and `maxResults`; more than `most` is quietly reduced, as in Jira. */
export function pageOf<T>(
  all: T[],
  query: URLSearchParams,
  { usual, most }: { usual: number; most: number },
): Page<T> {
  const startAt = wholeNumber(query.get('startAt'), 0)
  const maxResults = Math.min(wholeNumber(query.get('maxResults'), usual), most)
  const values = all.slice(startAt, startAt + maxResults)
  return { startAt, maxResults, total: all.length, isLast: startAt + maxResults >= all.length, values }
}

export function wholeNumber(text: string | null, fallback: number): number {
  if (text === null || text === '') return fallback
  if (!/^\d+$/.test(text)) throw invalid(`'${text}' is not a valid number.`)
  return Number(text)
}
