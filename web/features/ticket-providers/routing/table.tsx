import { ActionIcon, Group, Text } from '@mantine/core'
import { useAllowed } from '../../../api/session.ts'
import { useShowPreview } from '../../../shell/preview.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Rows } from '../../../ui/rows.tsx'
import { Time } from '../../../ui/time.tsx'
import type { RoutingRow } from './rows.ts'
import { StateCell } from './state-cell.tsx'

const columns = ['Project', 'Destination', 'State', 'Checked', 'Actions']

interface TableProps {
  rows: RoutingRow[]
  onEdit: (key: string) => void
}

export function RoutingTable({ rows, onEdit }: TableProps) {
  return (
    <Rows
      label="The route of each project"
      columns={columns}
      rows={rows.map((row) => ({
        id: row.key,
        cells: [
          <ProjectCell key="project" row={row} />,
          <DestinationCell key="destination" row={row} />,
          row.route && <StateCell key="state" row={row} />,
          row.route && <Time key="checked" at={row.route.checkedAt} />,
          <RowActions key="actions" row={row} onEdit={() => onEdit(row.key)} />,
        ],
      }))}
    />
  )
}

function ProjectCell({ row: { name, projectKey } }: { row: RoutingRow }) {
  return (
    <>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {projectKey ?? 'for tickets without a project or route'}
      </Text>
    </>
  )
}

function DestinationCell({ row: { route } }: { row: RoutingRow }) {
  if (!route) {
    return (
      <Text size="sm" c="dimmed">
        default route
      </Text>
    )
  }
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {route.label}
    </Text>
  )
}

function RowActions({ row: { key, name }, onEdit }: { row: RoutingRow; onEdit: () => void }) {
  const mayManage = useAllowed('connections:manage')
  const mayPreview = useAllowed('tickets:create')
  const showPreview = useShowPreview()
  const of = key === 'default' ? 'the default route' : name
  return (
    <Group gap={4} wrap="nowrap">
      {mayManage && (
        <ActionIcon
          variant="subtle"
          aria-label={`Edit the route of ${of}`.replace('route of the default route', 'default route')}
          title="Edit"
          onClick={onEdit}
        >
          <Icon name="edit" />
        </ActionIcon>
      )}
      {mayPreview && (
        <ActionIcon
          variant="subtle"
          aria-label={`What would be sent for ${of}`}
          title="What would be sent"
          onClick={() => showPreview({ projectId: key === 'default' ? null : key })}
        >
          <Icon name="eye" />
        </ActionIcon>
      )}
    </Group>
  )
}
