import type { Connection } from '../../../api/connections.ts'

export const categories = ['New', 'Active', 'Resolved', 'Closed'] as const
export type Category = (typeof categories)[number]
type Additions = Connection['settings']['statusAdditions']

export function isCategory(text: string | null): text is Category {
  return categories.some((category) => category === text)
}

const isSame = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

/** The connection's own table with a status moved to a category; without one, taken out of it. */
export function withStatus(additions: Additions, status: string, category?: Category) {
  const moved: Partial<Record<Category, string[]>> = {}
  for (const each of categories) {
    const others = (additions[each] ?? []).filter((name) => !isSame(name, status))
    moved[each] = each === category ? [...others, status] : others
  }
  return moved
}
