import { z } from 'zod'
import { oneLine } from './text.ts'
import { shorten } from '../../domain/describe.ts'

/** What would be right (B21). */
export const timeForm = 'a time like 2026-01-31T08:00:00Z'

/** `yyyy-MM-ddTHH:mm:ssZ` (B21), also with a fraction of a second or an offset. */
export const RootTime = z.iso.datetime({ offset: true, error: timeForm })

/** Clocks differ by this much without anything being wrong. */
const leeway = 5 * 60_000

/**
 * When an alarm began. A time that is none is left out, one in the future is taken, and both are said (BX19):
 * no alarm is lost for its time.
 * @param of `field` names it in warnings
 */
export function readRootTime(
  said: string | undefined,
  of: { field: string; now: Date },
): { rootTime: Date | null; warnings: string[] } {
  if (!said) return { rootTime: null, warnings: [] }
  const time = RootTime.safeParse(said.trim())
  if (!time.success) {
    const shown = shorten(oneLine(said), 60).text
    return { rootTime: null, warnings: [`${of.field} “${shown}” was left out: it is not ${timeForm}.`] }
  }
  const rootTime = new Date(time.data)
  // Go writes a time that was never set as the first second of year 1.
  if (rootTime.getUTCFullYear() <= 1) return { rootTime: null, warnings: [] }
  return { rootTime, warnings: warningsOf(rootTime, of) }
}

function warningsOf(rootTime: Date, of: { field: string; now: Date }): string[] {
  const ahead = rootTime.getTime() - of.now.getTime()
  if (ahead <= leeway) return []
  // DataMiner writes the letter Z after whatever its clock shows, local time too.
  return [
    `${of.field} ${rootTime.toISOString()} lies ${inWords(ahead)} in the future. It was taken ` +
      'as it is; Z means UTC, so the console may have written its local time.',
  ]
}

const minuteMs = 60_000

/** In the largest unit of which there are two. */
function inWords(ms: number): string {
  const units = [
    ['days', 1_440 * minuteMs],
    ['hours', 60 * minuteMs],
  ] as const
  const [unit, size] = units.find(([, long]) => ms >= 2 * long) ?? ['minutes', minuteMs]
  return `${Math.ceil(ms / size).toLocaleString('en')} ${unit}`
}
