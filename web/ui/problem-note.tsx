import { Text } from '@mantine/core'
import { ApiError, messageOf } from '../api/problem.ts'
import { FaultText } from './fault-note.tsx'
import { Note } from './note.tsx'

interface ProblemNoteProps {
  error: unknown
  /** Lists what is wrong with each field too, where the fields are not in sight. */
  withFields?: boolean
}

/** Why what was asked for did not happen. Draws nothing without an error. */
export function ProblemNote({ error, withFields = false }: ProblemNoteProps) {
  if (!error) return null
  const problem = error instanceof ApiError ? error.problem : undefined
  // The remedy stands in the fault's own lines.
  const what = messageOf(error)
    .replace(problem?.fault?.remedy ?? '', '')
    .trim()
  return (
    <Note tone="red" role="alert" icon="alert" title={problem?.detail ? problem.title : undefined}>
      <Text size="sm">{what}</Text>
      {withFields &&
        problem?.errors?.map(({ field, message }) => (
          <Text key={field + message} size="sm">
            {message}
          </Text>
        ))}
      {problem?.fault && <FaultText fault={problem.fault} />}
    </Note>
  )
}
