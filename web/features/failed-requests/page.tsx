import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import {
  failedQuery,
  failureCausesQuery,
  type FailedSearch,
  type ReplayWhich,
} from '../../api/failed-requests.ts'
import { Gate } from '../../shell/gate.tsx'
import { isNarrowed, refine } from '../../ui/address.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { FailureCauses } from './causes.tsx'
import { FailedFilters } from './filters.tsx'
import { FailedList } from './list.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { ReplaysUnderWay } from './replays-under-way.tsx'

export function FailedRequestsPage() {
  return (
    <Gate right="tickets:read">
      <FailedRequests />
    </Gate>
  )
}

function FailedRequests() {
  const search = useSearch({ from: '/shell/failed-requests' })
  const navigate = useNavigate({ from: '/failed-requests' })
  const query = useQuery(failedQuery(search))
  const causes = useQuery(failureCausesQuery).data
  const [asked, setAsked] = useState<ReplayWhich | null>(null)
  const [begun, setBegun] = useState<string | null>(null)
  const onRefine = (changed: FailedSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = () => void navigate({ search: {}, replace: true })
  const narrowed = isNarrowed(search)
  return (
    <Page title="Failed requests" lead="Tickets whose issue could not be created, why, and what can be done.">
      <ReplaysUnderWay begun={begun} />
      {causes && (
        <FailureCauses causes={causes} chosen={search.cause} onReplay={setAsked} onRefine={onRefine} />
      )}
      <FailedFilters search={search} onRefine={onRefine} />
      <Loaded query={query}>
        {(page) =>
          page.items.length === 0 && !search.after ? (
            <NothingFailed narrowed={narrowed} onClear={onClear} />
          ) : (
            <FailedList
              page={page}
              view={query.isPlaceholderData ? null : JSON.stringify(search)}
              after={search.after}
              onClear={narrowed ? onClear : undefined}
              onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
              onReplay={setAsked}
            />
          )
        }
      </Loaded>
      {asked && <ReplayDialog which={asked} onBegun={setBegun} onClose={() => setAsked(null)} />}
    </Page>
  )
}

function NothingFailed({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  if (narrowed) {
    return (
      <Empty
        title="No failed request fits these filters"
        step={<Button onClick={onClear}>Clear filters</Button>}
      >
        Take a filter away to see more.
      </Empty>
    )
  }
  return (
    <Empty
      title="Nothing has failed"
      step={
        <ButtonLink variant="default" to="/tickets">
          Go to Tickets
        </ButtonLink>
      }
    >
      A ticket comes here when the tracker refuses to create its issue, or when nobody can tell whether it
      exists. What only waits for the tracker is tried again by itself.
    </Empty>
  )
}
