import { VisuallyHidden } from '@mantine/core'
import { calendarDay, exact, relative } from './relative-time.ts'
import { useNow } from './use-now.ts'

/** A moment in words that keep themselves right, with the exact time on hover and for screen readers. */
export function Time({ at, never = 'never' }: { at: string | null; never?: string }) {
  const now = useNow()
  if (at === null) return <>{never}</>
  const moment = new Date(at)
  const precise = exact(moment)
  return (
    <time dateTime={at} title={precise}>
      {relative(moment, now)}
      <VisuallyHidden> ({precise})</VisuallyHidden>
    </time>
  )
}

/** A day that is better named than counted down, such as the end of a credential. */
export function Day({ at }: { at: string }) {
  return <time dateTime={at}>{calendarDay(new Date(at))}</time>
}
