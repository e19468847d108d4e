import { isObject } from '../listing.ts'

/** A member that is a text, or a number written as one; undefined where it is neither. */
export function textIn(object: Record<string, unknown>, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() ? value : undefined
}

/** The members that are texts or can be written as one; what is no object has none. */
export function textsIn(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      ['string', 'number', 'boolean'].includes(typeof member) ? [[name, String(member)]] : [],
    ),
  )
}
