/** Days before the end of a credential at which administrators are told. */
export const expiryWarnings = [30, 14, 7, 1] as const

const dayMs = 86_400_000

/** Whole days until a moment, rounded up: 1 from a day before until the moment itself; 0 and less afterwards. */
export const daysUntil = (moment: Date, now: Date) => Math.ceil((moment.getTime() - now.getTime()) / dayMs)

/**
 * The warning that is due now: the smallest of 30, 14, 7 and 1 days that has been reached, or undefined when it
 * was told already or none has been reached.
 *
 * @param toldDays the warning that was told last, for this end of this credential
 */
export function dueWarning(
  endsAt: Date,
  of: { toldDays: number | null; now: Date },
): (typeof expiryWarnings)[number] | undefined {
  const left = daysUntil(endsAt, of.now)
  const reached = expiryWarnings.findLast((days) => left <= days)
  if (reached === undefined || (of.toldDays !== null && of.toldDays <= reached)) return undefined
  return reached
}
