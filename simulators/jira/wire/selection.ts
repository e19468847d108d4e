/** Fields that `*navigable` leaves out. */
const notNavigable = new Set(['comment', 'attachment'])

/**
 * The asked part of a record: `*all`, `*navigable`, names, and names with a minus to leave out.
 * A list that only leaves out starts from `fallback`.
 */
export function select<T>(
  all: Record<string, T>,
  asked: string[] | undefined,
  fallback: string,
): Record<string, T> {
  const names = (asked ?? []).flatMap((name) => name.split(',')).filter((name) => name !== '')
  const wanted = names.filter((name) => !name.startsWith('-'))
  const unwanted = new Set(names.filter((name) => name.startsWith('-')).map((name) => name.slice(1)))
  const starting = wanted.length > 0 ? wanted : [fallback]
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => !unwanted.has(name) && starting.some((one) => covers(one, name))),
  )
}

function covers(wanted: string, name: string): boolean {
  return wanted === '*all' || (wanted === '*navigable' && !notNavigable.has(name)) || wanted === name
}
