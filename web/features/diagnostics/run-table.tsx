import { Text } from '@mantine/core'
import type { DiagnosticRun } from '../../api/diagnostics.ts'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { runWords } from './words.ts'

const columns = ['Run', 'Kind', 'Status', 'Service', 'Findings', 'Began', 'Came in']

interface TableProps {
  runs: Omit<DiagnosticRun, 'id'>[]
  /** Aliases of those that no longer belong to the list. */
  left: ReadonlySet<string>
}

export function RunTable({ runs, left }: TableProps) {
  const rows = runs.map((run) => ({
    id: run.alias,
    faded: left.has(run.alias),
    cells: [
      <PageLink key="alias" to="/diagnostics/$alias" params={{ alias: run.alias }} size="sm" fw={600}>
        {run.alias}
      </PageLink>,
      run.kind,
      <Pill key="status" {...runWords[run.status]} />,
      run.service && <OnService key="service" service={run.service} />,
      <Findings key="findings" findings={run.findings} />,
      run.startedAt && <Time key="began" at={run.startedAt} />,
      <Time key="came" at={run.createdAt} />,
    ],
  }))
  return <Rows label="Diagnostic runs" columns={columns} rows={rows} />
}

/** A service, leading to what was measured on it. */
export function OnService({ service }: { service: { uuid: string; alias: string } }) {
  return (
    <div style={{ overflowWrap: 'anywhere', minWidth: '8rem' }}>
      <PageLink to="/diagnostics" search={{ service: service.alias }} size="sm">
        {service.alias}
      </PageLink>
      <Text size="xs" c="dimmed">
        {service.uuid}
      </Text>
    </div>
  )
}

function Findings({ findings: [first, ...others] }: Pick<DiagnosticRun, 'findings'>) {
  if (!first) return 'None'
  return (
    <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere', minWidth: '10rem' }}>
      {first.category && <b>{first.category} </b>}
      {first.text}
      {others.length > 0 && ` (and ${others.length} more)`}
    </Text>
  )
}
