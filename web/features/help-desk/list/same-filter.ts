import type { DeskSearch } from '../../../api/help-desk.ts'
import type { SavedFilter } from '../../../api/saved-filters.ts'

/** What of an address is worth saving: the filters and the order, not the page. */
export function savable({ after: _after, ...search }: DeskSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => Boolean(value)))
}

const spelled = (query: Record<string, string>) =>
  JSON.stringify(Object.entries(query).sort(([one], [next]) => one.localeCompare(next)))

/** The saved filter that the list is narrowed to now. */
export function filterInUse(filters: SavedFilter[], search: DeskSearch): SavedFilter | undefined {
  const now = spelled(savable(search))
  return filters.find(({ query }) => spelled(query) === now)
}
