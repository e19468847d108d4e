const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * A date as JQL takes it: epoch milliseconds, `yyyy-MM-dd HH:mm`, `yyyy/MM/dd`, or relative such as `-15m`.
 * Written-out dates are wall-clock time in the user's own zone. `undefined` when it is none of these.
 */
export function jqlDate(
  text: string,
  { now, timeZone }: { now: number; timeZone: string },
): number | undefined {
  if (/^\d{10,}$/.test(text)) return Number(text)
  const relative = /^([+-]?\d+)([mhdw])$/.exec(text)
  if (relative) return now + Number(relative[1]) * (units[relative[2] ?? ''] ?? 0)
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text)
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return wallClock(Date.UTC(year, month - 1, day, hour, minute), timeZone)
}

/** The moment when the zone's clocks show what UTC's show at `asUtc`. */
function wallClock(asUtc: number, timeZone: string): number {
  const guess = asUtc - offsetAt(asUtc, timeZone)
  return asUtc - offsetAt(guess, timeZone)
}

function offsetAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
}
