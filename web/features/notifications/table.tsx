import { Checkbox, Group, Stack, Text } from '@mantine/core'
import type { Notification } from '../../api/notifications.ts'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { NotificationActions } from './actions.tsx'
import { Tries, Why } from './standing.tsx'
import { channelWords, stateWords, topicWords } from './words.ts'

const columns = ['State', 'Recipient', 'Ticket', 'Tries', 'Why', 'Since', 'What can be done']

interface TableProps {
  rows: Notification[]
  /** Ids of those that no longer belong to the list. */
  left: ReadonlySet<string>
  selected: ReadonlySet<string>
  /** Absent for those who may only look. */
  onSelect: ((id: string, on: boolean) => void) | undefined
}

export function NotificationTable({ rows, left, selected, onSelect }: TableProps) {
  const shown = rows.map((row) => {
    const faded = left.has(row.id)
    return {
      id: row.id,
      faded,
      cells: [
        <Group key="state" gap="xs" wrap="nowrap">
          {onSelect && row.state === 'failed' && !faded && (
            <Checkbox
              aria-label={`Select ${row.recipient}, ${row.ticket.alias}`}
              checked={selected.has(row.id)}
              onChange={(event) => onSelect(row.id, event.currentTarget.checked)}
            />
          )}
          <Pill {...stateWords[row.state]} />
        </Group>,
        <Recipient key="recipient" row={row} />,
        <Stack key="ticket" gap={2} align="flex-start">
          <PageLink to="/desk/$alias" params={{ alias: row.ticket.alias }} size="sm" fw={600}>
            {row.ticket.alias}
          </PageLink>
          <Text size="sm">{topicWords[row.topic]}</Text>
        </Stack>,
        <Tries key="tries" row={row} />,
        <Why key="why" row={row} />,
        <Text key="since" size="sm" component="div">
          <Time at={row.createdAt} />
        </Text>,
        faded ? null : <NotificationActions key="actions" row={row} />,
      ],
    }
  })
  return <Rows label="Notifications" columns={columns} rows={shown} keepsFirst />
}

function Recipient({ row }: { row: Notification }) {
  return (
    <Stack gap={2} miw={{ base: 0, sm: 180 }} align="flex-start">
      <PageLink
        to="/notifications/$id"
        params={{ id: row.id }}
        size="sm"
        style={{ overflowWrap: 'anywhere' }}
      >
        {row.recipient}
      </PageLink>
      <Text size="sm" c="dimmed">
        {channelWords[row.channel]} · {row.operator.name}
      </Text>
    </Stack>
  )
}
