const most = 1_000_000

/** The number of a console's menu entry as typed, or null for what is none. */
export function entryIdIn(typed: string): number | null {
  if (!/^\s*\d+\s*$/u.test(typed)) return null
  const id = Number(typed)
  return id >= 1 && id <= most ? id : null
}
