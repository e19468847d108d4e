import { exact } from '../../ui/relative-time.ts'

type State = Record<string, unknown> | null

/** One thing that became another. Absent: there was, or is, none. */
export interface Difference {
  name: string
  before: string | undefined
  after: string | undefined
}

/** What differs between two states, for reading: by name, in the order in which the states have it. */
export function differences(before: State, after: State): Difference[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names
    .map((name) => ({ name: spaced(name), before: worded(before?.[name]), after: worded(after?.[name]) }))
    .filter((one) => one.before !== one.after)
}

/** “expires at” of `expiresAt`. */
const spaced = (name: string) =>
  name.replaceAll(/(?<=[a-z\d])[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`).replaceAll(/[-_]/gu, ' ')

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u

function worded(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (value === null) return 'none'
  if (value === '') return 'empty'
  if (typeof value === 'string') return instant.test(value) ? exact(new Date(value)) : value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (!Array.isArray(value)) return JSON.stringify(value)
  return value.length === 0 ? 'none' : value.map(worded).join(', ')
}
