import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { logQuery, type LogEntry, type LogSearch } from '../../api/log.ts'
import { Gate } from '../../shell/gate.tsx'
import { countOf } from '../../ui/amounts.ts'
import { isNarrowed, refine } from '../../ui/address.ts'
import { FaultText } from '../../ui/fault-note.tsx'
import { PageLink } from '../../ui/links.tsx'
import { ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Empty } from '../../ui/states.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/status.ts'
import { Time } from '../../ui/time.tsx'
import { LogFilters } from './filters.tsx'

export function LogPage() {
  return (
    <Gate right="logs:read">
      <Log />
    </Gate>
  )
}

function Log() {
  const search = useSearch({ from: '/shell/workspace/adminsettings/log' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/log' })
  const query = useQuery(logQuery(search))
  const onRefine = (changed: LogSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = isNarrowed(search) ? () => void navigate({ search: {}, replace: true }) : undefined
  return (
    <Page title="Log" lead="What passed between the hub and the tracker, newest first.">
      <LogFilters search={search} onRefine={onRefine} />
      <Loaded query={query}>
        {(page) => (
          <>
            <ListSummary count={countOf(page.total, 'entry', 'entries')} onClear={onClear} />
            {page.items.length === 0 ? (
              <NothingLogged narrowed={onClear !== undefined} />
            ) : (
              <Entries entries={page.items} />
            )}
            <Pager
              after={search.after}
              next={page.next}
              onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
            />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function NothingLogged({ narrowed }: { narrowed: boolean }) {
  return narrowed ? (
    <Empty title="No entry fits these filters">Take a filter away to see more.</Empty>
  ) : (
    <Empty title="Nothing is logged yet">Entries appear as soon as the hub talks to a tracker.</Empty>
  )
}

const tones: Record<LogEntry['level'], Tone> = { info: 'grey', warning: 'amber', error: 'red' }

const columns = ['Time', 'Level', 'What happened', 'Ticket', 'Connection']

function Entries({ entries }: { entries: LogEntry[] }) {
  const rows = entries.map(({ id, at, level, message, fault, ticket, connection }) => ({
    id,
    cells: [
      <Time key="at" at={at} />,
      <Pill key="level" tone={tones[level]} words={level} />,
      <div key="message">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {message}
        </Text>
        {fault && <FaultText fault={fault} />}
      </div>,
      ticket && (
        <PageLink key="ticket" to="/tickets/$alias" params={{ alias: ticket.alias }} size="sm">
          {ticket.alias}
        </PageLink>
      ),
      connection?.name,
    ],
  }))
  return <Rows label="Log" columns={columns} rows={rows} />
}
