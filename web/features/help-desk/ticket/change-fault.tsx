import { Text } from '@mantine/core'
import { hasStatus, messageOf } from '../../../api/problem.ts'
import { Note } from '../../../ui/note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** Why a change was not taken; where somebody was quicker, who changed what. */
export function ChangeFault({ error }: { error: unknown }) {
  if (!hasStatus(error, 409)) return <ProblemNote error={error} withFields />
  return (
    <Note tone="amber" icon="alert" role="alert" title="Somebody was quicker">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {messageOf(error)} Saving again puts yours in its place.
      </Text>
    </Note>
  )
}
