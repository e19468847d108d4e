import type { Values } from './values.ts'

/** What the tracker called each chosen value. A name holds only as long as its value is chosen. */
export type Names = Record<string, { value: string; label: string }>

export function startingNames(destination: Record<string, unknown>, labels: Record<string, string>): Names {
  const names: Names = {}
  for (const [field, label] of Object.entries(labels)) {
    const value = destination[field]
    if (typeof value === 'string') names[field] = { value, label }
  }
  return names
}

/** The names of what is chosen now, by field. */
export function namesToSend(names: Names, values: Values): Record<string, string> {
  const sent: Record<string, string> = {}
  for (const [field, { value, label }] of Object.entries(names)) {
    if (value !== '' && values[field] === value) sent[field] = label
  }
  return sent
}
