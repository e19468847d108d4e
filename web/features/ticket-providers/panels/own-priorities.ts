export const priorities = [
  { name: 'low', title: 'Low' },
  { name: 'medium', title: 'Medium' },
  { name: 'high', title: 'High' },
] as const

export type PriorityTable = Record<string, string>

/** What differs from the provider's own table: only that is kept for the connection. */
export function ownPriorities(table: PriorityTable, declared: PriorityTable): PriorityTable {
  const own = priorities.flatMap(({ name }) => {
    const word = table[name]?.trim()
    return word && word !== declared[name] ? [[name, word]] : []
  })
  return Object.fromEntries(own)
}
