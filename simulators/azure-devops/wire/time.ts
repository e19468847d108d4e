/** The service leaves out trailing zeros: `2026-11-22T05:00:00Z`, `…:00.08Z`. */
export function serviceTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/0+Z$/, 'Z').replace('.Z', 'Z')
}

/** What the service writes as the end of a revision that still holds. */
export const endOfTime = '9999-01-01T00:00:00Z'
