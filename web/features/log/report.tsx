import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fileOf, logQuery, type LogEntry, type LogSearch, type Report } from '../../api/log.ts'
import type { Page as PageOf } from '../../../src/http/contract/shared.ts'
import { countOf } from '../../ui/amounts.ts'
import { isNarrowed, refine } from '../../ui/address.ts'
import { downloadOf } from '../../ui/download.ts'
import { ChangedNotice, ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Empty } from '../../ui/states.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { Entries } from './entries.tsx'
import { LogFilters } from './filters.tsx'

const fileNames: Record<Report, string> = { '/v1/logs': 'sync-log.csv', '/v1/sync-errors': 'sync-errors.csv' }

interface ReportProps {
  report: Report
  title: string
  lead: string
  search: LogSearch
  /** Another place in the same report. */
  onGo: (search: LogSearch, trail?: string[]) => void
  /** What is shown where the report is empty without any filter. */
  nothing: ReactNode
}

/** A report of what passed between the hub and its trackers: the same filters, pages and file for each. */
export function SyncReport({ report, title, lead, search, onGo, nothing }: ReportProps) {
  const query = useQuery(logQuery(report, search))
  const onClear = isNarrowed(search) ? () => onGo({}) : undefined
  const file = (
    <Button component="a" variant="default" {...downloadOf(fileOf(report, search), fileNames[report])}>
      Export CSV
    </Button>
  )
  return (
    <Page title={title} lead={lead} actions={file}>
      <LogFilters
        search={search}
        troubleOnly={report === '/v1/sync-errors'}
        onRefine={(changed) => onGo(refine(search, changed))}
      />
      <Loaded query={query}>
        {(page) =>
          page.items.length > 0 || search.after ? (
            <List
              title={title}
              page={page}
              view={query.isPlaceholderData ? null : JSON.stringify(search)}
              after={search.after}
              onClear={onClear}
              onGo={(after, trail) => onGo(after ? { ...search, after } : refine(search, {}), trail)}
            />
          ) : onClear ? (
            <Empty
              title="No entry fits these filters"
              step={<Button onClick={onClear}>Clear filters</Button>}
            >
              Take a filter away to see more.
            </Empty>
          ) : (
            nothing
          )
        }
      </Loaded>
    </Page>
  )
}

interface ListProps {
  title: string
  page: PageOf<LogEntry>
  /** Stands for filters and page; null while `page` still belongs to the previous ones. */
  view: string | null
  after: string | undefined
  onClear: (() => void) | undefined
  onGo: (after: string | undefined, trail: string[]) => void
}

function List({ title, page, view, after, onClear, onGo }: ListProps) {
  const { rows, arrived, show } = useSettled(page.items, view)
  return (
    <Stack gap="md" aria-busy={view === null}>
      <Group justify="space-between" mih={30}>
        <ListSummary count={countOf(page.total, 'entry', 'entries')} onClear={onClear} />
        <ChangedNotice arrived={arrived} left={0} show={show} />
      </Group>
      <Entries label={title} entries={rows} />
      <Pager after={after} next={page.next} onGo={onGo} />
    </Stack>
  )
}
