import { Checkbox, Code, Group, Stack, Text } from '@mantine/core'
import type { FailedRequest } from '../../api/failed-requests.ts'
import { useAllowed } from '../../api/session.ts'
import { countOf } from '../../ui/amounts.ts'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { ShortId } from '../../ui/short-id.tsx'
import { DeliveryBadge } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { DeliveryActions } from '../ticket/delivery-actions.tsx'

const columns = [
  'Instance',
  'Ticket ID',
  'HTTP Error Code',
  'App Error Code',
  'Error Message',
  'Error Description',
  'Failed',
  'Connection',
  'What can be done',
]

interface TableProps {
  rows: FailedRequest[]
  /** Ids of those that no longer belong to the list. */
  left: ReadonlySet<string>
  selected: ReadonlySet<string>
  /** Absent for those who may only look. */
  onSelect: ((id: string, on: boolean) => void) | undefined
}

export function FailedTable({ rows, left, selected, onSelect }: TableProps) {
  const shown = rows.map((row) => {
    const faded = left.has(row.id)
    return {
      id: row.id,
      faded,
      cells: [
        <Group key="instance" gap="xs" wrap="nowrap">
          {onSelect && row.actions.includes('retry') && !faded && (
            <Checkbox
              aria-label={`Select ${row.alias}`}
              checked={selected.has(row.id)}
              onChange={(event) => onSelect(row.id, event.currentTarget.checked)}
            />
          )}
          <ShortId id={row.id} name={`the instance of ${row.alias}`} />
        </Group>,
        <TicketCell key="ticket" row={row} />,
        row.httpErrorCode,
        row.appErrorCode && <Code key="app">{row.appErrorCode}</Code>,
        <Text key="message" size="sm" miw={{ base: 0, sm: 180 }} style={{ overflowWrap: 'anywhere' }}>
          {row.errorMessage}
        </Text>,
        <Description key="description" row={row} />,
        <Text key="failed" size="sm" component="div">
          <Time at={row.failedAt} />
          <br />
          {countOf({ count: row.attempts, capped: false }, 'try', 'tries')}
        </Text>,
        row.connection.name,
        <Steps key="actions" row={row} gone={faded} />,
      ],
    }
  })
  return <Rows label="Failed requests" columns={columns} rows={shown} keepsFirst />
}

/** @param props.gone no longer part of the list: what it says may be old */
function Steps({ row, gone }: { row: FailedRequest; gone: boolean }) {
  const mayAct = useAllowed('tickets:act')
  if (gone) {
    return (
      <Text size="sm" c="dimmed">
        No longer failed
      </Text>
    )
  }
  return (
    mayAct && (
      <Stack gap={4}>
        <DeliveryActions ticket={row} kind="create" actions={row.actions} />
      </Stack>
    )
  )
}

function TicketCell({ row: { alias, title, alarm, state } }: { row: FailedRequest }) {
  return (
    <Stack gap={2} miw={{ base: 0, sm: 180 }} align="flex-start">
      <PageLink to="/tickets/$alias" params={{ alias }} size="sm" fw={600}>
        {alias}
      </PageLink>
      <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
        {alarm ? (
          <PageLink inherit to="/alarms/$id" params={{ id: alarm.id }}>
            {alarm.title}
          </PageLink>
        ) : (
          title
        )}
      </Text>
      <DeliveryBadge state={state} />
    </Stack>
  )
}

/** All that was said and what can be done; the message stands in a column of its own. */
function Description({ row: { fault, errorMessage, waitingFor } }: { row: FailedRequest }) {
  const more = fault && fault.detail !== errorMessage ? fault.detail : null
  return (
    <Stack gap={2} miw={{ base: 0, sm: 240 }}>
      {waitingFor && waitingFor !== errorMessage && <Text size="sm">It waits for {waitingFor}.</Text>}
      {fault && <Text size="sm">{fault.remedy}</Text>}
      {more && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {more}
        </Text>
      )}
      {Object.entries(fault?.fields ?? {}).map(([field, said]) => (
        <Text key={field} size="sm" c="dimmed">
          <Code>{field}</Code> {said}
        </Text>
      ))}
    </Stack>
  )
}
