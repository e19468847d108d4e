import { List, Radio, Stack } from '@mantine/core'
import type { Connection, OldTickets } from '../../api/connections.ts'
import { some } from '../../ui/amounts.ts'

interface OldTicketsProps {
  connection: Connection
  value: OldTickets
  onChange: (value: OldTickets) => void
}

/** What becomes of the tickets of a connection that is taken out of use (AX1), in numbers. */
export function OldTicketsQuestion({ connection, value, onChange }: OldTicketsProps) {
  const { state, counts, name } = connection
  const unsent = counts.waiting + counts.attention
  return (
    <Stack>
      {state === 'active' && (
        <Radio.Group
          label={`The tickets that are linked to ${name} now`}
          value={value}
          onChange={(chosen) => onChange(chosen === 'keep-following' ? chosen : 'stop')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="stop" label="Stop following them" description="The credentials are erased." />
            <Radio
              value="keep-following"
              label="Keep following them"
              description="The credentials are kept, only to read; nothing new is created there."
            />
          </Stack>
        </Radio.Group>
      )}
      <List size="sm" spacing={4}>
        <List.Item>{linkedWords(counts.linked, value)}</List.Item>
        {unsent > 0 && (
          <List.Item>
            {some(unsent, 'ticket')} without an issue will be set aside for you to decide on; none goes to the
            next provider by itself.
          </List.Item>
        )}
      </List>
    </Stack>
  )
}

function linkedWords(linked: number, value: OldTickets): string {
  if (linked === 0) return 'No ticket is linked there yet.'
  const after = value === 'stop' ? 'status sync stops for them' : 'they are kept in step'
  return `${some(linked, 'linked ticket')} will keep the link to the issue; ${after}.`
}
