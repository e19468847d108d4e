import { Text } from '@mantine/core'
import { ApiError, messageOf } from '../api/problem.ts'
import { Note } from './note.tsx'
import { useNow } from './use-now.ts'
import { waitInWords } from './wait-words.ts'

interface RefusalNoteProps {
  error: unknown
  /** Fields of the form that show what the hub says about them: nothing is said twice. */
  shown?: string[]
}

const none: string[] = []

/** Why somebody did not get in, in the hub’s words; and when to try again, where it makes them wait. */
export function RefusalNote({ error, shown = none }: RefusalNoteProps) {
  if (!error) return null
  if (error instanceof ApiError && error.status === 429 && error.retryAt) {
    return <WaitNote until={error.retryAt} />
  }
  const about = error instanceof ApiError ? (error.problem.errors ?? []) : []
  if (about.length > 0 && about.every(({ field }) => shown.includes(field))) return null
  return (
    <Note tone="red" icon="alert" role="alert">
      <Text size="sm">{messageOf(error)}</Text>
    </Note>
  )
}

function WaitNote({ until }: { until: Date }) {
  const now = useNow()
  return (
    <Note tone="amber" icon="clock" role="alert" title="Too many attempts have failed">
      <Text size="sm">{`Nothing is tried for now, right or wrong. ${waitInWords(until, now)}`}</Text>
    </Note>
  )
}
