const units = [
  { name: 'year', ms: 365 * 86_400_000 },
  { name: 'month', ms: 30 * 86_400_000 },
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
] as const

/** The present is told this often: what is so little ahead of it may have happened since. */
export const tick = 20_000

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** “5 minutes ago”, “in 2 hours”, “yesterday”; within a minute “just now” or “in a moment”. */
export function relative(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime()
  const unit = units.find(({ ms }) => Math.abs(distance) >= ms)
  if (!unit) return distance > tick ? 'in a moment' : 'just now'
  return words.format(Math.trunc(distance / unit.ms), unit.name)
}

const dayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'long' })

/** “December 4, 2026”. */
export function calendarDay(at: Date): string {
  return dayFormat.format(at)
}

const exactFormat = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'long' })

/** Date, time and zone, for whoever wants to know precisely. */
export function exact(at: Date): string {
  return exactFormat.format(at)
}
