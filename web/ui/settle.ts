export interface Settled<T> {
  rows: T[]
  arrived: number
  /** Ids of rows that are still shown but no longer part of the list. */
  left: ReadonlySet<string>
}

/**
 * Rows that stand still while the list behind them moves: those shown keep their place and take
 * on their newest content; what arrived or left is only noted, until the person asks to see it.
 */
export function settle<T extends { id: string }>(shown: T[], latest: T[]): Settled<T> {
  const byId = new Map(latest.map((row) => [row.id, row]))
  const known = new Set(shown.map((row) => row.id))
  return {
    rows: shown.map((row) => byId.get(row.id) ?? row),
    arrived: latest.filter((row) => !known.has(row.id)).length,
    left: new Set(shown.filter((row) => !byId.has(row.id)).map((row) => row.id)),
  }
}
