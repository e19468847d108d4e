/** A place in a JSON document: names of members, and numbers of entries in lists. */
export type Place = (string | number)[]

/** A place as people write it: `id`, `data.ticket.id`, `items[0].id`; undefined for what is none. */
export function placeOf(text: string): Place | undefined {
  const parts = text.replaceAll(/\[(\d+)\]/gu, '.$1').split('.')
  if (parts.some((part) => !/^[@$\w-]+$/u.test(part))) return undefined
  return parts.map((part) => (/^\d+$/u.test(part) ? Number(part) : part))
}

function memberOf(value: unknown, name: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string | number, unknown>)[name]
}

function textOf(value: unknown): string | undefined {
  const isText = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
  return isText ? String(value) : undefined
}

/** The text or number that stands at a place; undefined where there is none. */
export const textAt = (document: unknown, place: Place) => textOf(place.reduce(memberOf, document))

/** All texts at a place, whichever entries of lists they stand in: a server may order a list as it likes. */
export function textsAt(document: unknown, place: Place): string[] {
  const [name, ...rest] = place
  if (name === undefined) return [textOf(document)].filter((text) => text !== undefined)
  if (typeof name === 'number' && Array.isArray(document)) {
    return document.flatMap((entry) => textsAt(entry, rest))
  }
  return textsAt(memberOf(document, name), rest)
}

/** How a list is filtered by a place: TMF630 names the members, divided by dots. */
export const filterName = (place: Place) => place.filter((part) => typeof part === 'string').join('.')
