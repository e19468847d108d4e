import { isObject } from '../listing.ts'
import { inWords } from '../wording.ts'

/** One setting of a resource, e.g. `storage size in gb` and `8`. */
export interface Setting {
  name: string
  value: string
}

/**
 * The settings in the `…ResourceDetails` of GetRecommendation, which has one member named after the kind of
 * resource, with a `configuration` that differs from kind to kind.
 */
export function settingsOf(details: Record<string, unknown> | null | undefined): Setting[] {
  const detail = Object.values(details ?? {}).find(isObject)
  return isObject(detail?.configuration) ? leavesOf(detail.configuration, []) : []
}

function leavesOf(members: Record<string, unknown>, path: string[]): Setting[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const here = [...path, inWords(name)]
    if (isObject(value)) return leavesOf(value, here)
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return []
    return [{ name: here.join(' '), value: String(value) }]
  })
}

/** What ListRecommendations calls the summary of a resource; a single setting needs no name. */
export const settingsInWords = (settings: Setting[]) =>
  settings.length === 1
    ? settings[0]?.value
    : settings.map(({ name, value }) => `${name} ${value}`).join(', ') || undefined
