import { Text } from '@mantine/core'
import type { Alarm } from '../../api/alarms.ts'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { TicketCell } from './ticket-cell.tsx'
import { stateWords } from './words.ts'

const columns = ['Alarm', 'State', 'Severity', 'Source', 'Began', 'Ticket']

interface AlarmTableProps {
  alarms: Alarm[]
  /** Ids of those that no longer belong to the list. */
  left: ReadonlySet<string>
  onCreate: (alarm: Alarm) => void
}

export function AlarmTable({ alarms, left, onCreate }: AlarmTableProps) {
  const rows = alarms.map((alarm) => ({
    id: alarm.id,
    faded: left.has(alarm.id),
    cells: [
      <What key="what" alarm={alarm} />,
      <Pill key="state" {...stateWords[alarm.state]} />,
      alarm.severity,
      alarm.source,
      alarm.rootTime && <Time key="began" at={alarm.rootTime} />,
      <TicketCell
        key="ticket"
        alarm={alarm}
        onCreate={left.has(alarm.id) ? undefined : () => onCreate(alarm)}
      />,
    ],
  }))
  return <Rows label="Alarms" columns={columns} rows={rows} />
}

function What({ alarm: { id, elementName, title, value } }: { alarm: Alarm }) {
  return (
    <div style={{ overflowWrap: 'anywhere', minWidth: '12rem' }}>
      <PageLink to="/alarms/$id" params={{ id }} size="sm" fw={600}>
        {elementName || title}
      </PageLink>
      {value && (
        <Text size="sm" lineClamp={2}>
          {value}
        </Text>
      )}
    </div>
  )
}
