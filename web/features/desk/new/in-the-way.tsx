import { Text } from '@mantine/core'
import { ApiError, hasStatus, messageOf } from '../../../api/problem.ts'
import { TextLink } from '../../../ui/links.tsx'
import { Note } from '../../../ui/note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** Why no ticket was opened; where there is one already, the way to it (D12, D13). */
export function InTheWay({ error }: { error: unknown }) {
  const ticket = error instanceof ApiError ? error.problem.ticket : undefined
  if (!hasStatus(error, 409) || !ticket) return <ProblemNote error={error} />
  return (
    <Note tone="amber" icon="ticket" role="alert" title="There is an open ticket already">
      <Text size="sm">
        {messageOf(error)}{' '}
        <TextLink to="/desk/$alias" params={{ alias: ticket.alias }}>
          Go on in {ticket.alias}
        </TextLink>
      </Text>
    </Note>
  )
}
