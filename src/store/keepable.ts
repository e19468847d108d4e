/**
 * Text as PostgreSQL can keep it: it takes neither U+0000 nor half of a surrogate pair. What people and
 * programs send is refused by the API instead; this is for the words of trackers, which must not stop the hub.
 */
export const keepable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed()

/** In a JSON text only halves are written as escapes of this range; an escaped backslash before it is text. */
const escaped = /(?<=(?:^|[^\\])(?:\\\\)*)\\u(?:0000|d[89a-f][\da-f]{2})/giu

/** The same for a value that is written as JSON. */
export function keepableJson(value: unknown): string {
  const text = JSON.stringify(value ?? null)
  return text.includes('\\u') ? text.replace(escaped, '\\ufffd') : text
}
