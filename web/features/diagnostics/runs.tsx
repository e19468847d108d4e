import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Page } from '../../../src/http/contract/shared.ts'
import { runsQuery, type DiagnosticRun, type DiagnosticSearch } from '../../api/diagnostics.ts'
import { isNarrowed, refine } from '../../ui/address.ts'
import { countOf } from '../../ui/amounts.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { ChangedNotice, ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Pager } from '../../ui/pager.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { NoneFits, NoneYet } from './none.tsx'
import { RunTable } from './run-table.tsx'
import { runStatuses } from './words.ts'

export function Runs() {
  const search = useSearch({ from: '/shell/diagnostics' })
  const navigate = useNavigate({ from: '/diagnostics' })
  const query = useQuery(runsQuery(search))
  const onRefine = (changed: DiagnosticSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = () => void navigate({ search: {}, replace: true })
  const narrowed = isNarrowed(search)
  return (
    <Stack gap="lg">
      <Group gap="sm" role="search">
        <SearchBox
          label="Search diagnostic runs"
          placeholder="Alias, service or findings"
          value={search.q}
          onChange={(q) => onRefine({ q })}
        />
        <FilterSelect
          label="Status"
          all="Any status"
          value={search.status}
          options={runStatuses}
          onChange={(status) => onRefine({ status })}
        />
        {search.service && (
          <FilterSelect
            label="Service"
            all="All services"
            value={search.service}
            options={[]}
            onChange={(service) => onRefine({ service })}
          />
        )}
      </Group>
      <Loaded query={query}>
        {(page) => {
          if (page.items.length === 0 && !search.after)
            return narrowed ? <NoneFits what="diagnostic run" onClear={onClear} /> : <NoneYet what="run" />
          return (
            <RunList
              page={page}
              view={query.isPlaceholderData ? null : JSON.stringify(search)}
              after={search.after}
              onClear={narrowed ? onClear : undefined}
              onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
            />
          )
        }}
      </Loaded>
    </Stack>
  )
}

interface ListProps {
  page: Page<DiagnosticRun>
  /** Stands for filters and page; null while `page` still belongs to the previous ones. */
  view: string | null
  after: string | undefined
  onClear: (() => void) | undefined
  onGo: (after: string | undefined, trail: string[]) => void
}

function RunList({ page, view, after, onClear, onGo }: ListProps) {
  const named = page.items.map((run) => ({ ...run, id: run.alias }))
  const { rows, arrived, left, show } = useSettled(named, view)
  return (
    <Stack gap="md" aria-busy={view === null}>
      <Group justify="space-between" mih={30}>
        <ListSummary count={countOf(page.total, 'diagnostic run')} onClear={onClear} />
        <ChangedNotice arrived={arrived} left={left.size} show={show} />
      </Group>
      <RunTable runs={rows} left={left} />
      <Pager after={after} next={page.next} onGo={onGo} />
    </Stack>
  )
}
