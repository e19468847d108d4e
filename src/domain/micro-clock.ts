import type { Context } from './context.ts'

/**
 * Moments to the microsecond, each later than the one before it: what happens within one millisecond stays in its order (D25).
 * @param now milliseconds
 */
export function microClock(now: () => Date): () => string {
  let last = 0
  return () => {
    last = Math.max(last + 1, now().getTime() * 1_000)
    return microTime(last)
  }
}

/** Microseconds since 1970 as partners read them: `2019-05-17T08:51:23.185722Z`. */
function microTime(micros: number): string {
  const upToMillis = new Date(Math.floor(micros / 1_000)).toISOString().slice(0, -1)
  return `${upToMillis}${String(micros % 1_000).padStart(3, '0')}Z`
}

const clocks = new WeakMap<Context, () => string>()

/** The next moment of a context’s clock. */
export function microNow(ctx: Context): string {
  const clock = clocks.get(ctx) ?? microClock(() => ctx.now())
  clocks.set(ctx, clock)
  return clock()
}
