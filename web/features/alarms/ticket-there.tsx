import { Text } from '@mantine/core'
import { TextLink } from '../../ui/links.tsx'
import { Note } from '../../ui/note.tsx'

/** An alarm has one ticket at most (B22, BX8): this one. */
export function TicketThere({ alias }: { alias: string }) {
  return (
    <Note tone="amber" role="alert" icon="ticket" title="There is a ticket already">
      <Text size="sm">
        <TextLink to="/tickets/$alias" params={{ alias }}>
          Open {alias}
        </TextLink>
        , which is about this alarm.
      </Text>
    </Note>
  )
}
