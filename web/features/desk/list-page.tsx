import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { queueQuery, type QueueSearch } from '../../api/service-tickets.ts'
import { useAllowed } from '../../api/session.ts'
import { Gate } from '../../shell/gate.tsx'
import { isNarrowed, refine } from '../../ui/address.ts'
import { Icon } from '../../ui/icon.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { QueueFilters } from './list/filters.tsx'
import { QueueList } from './list/list.tsx'
import { NoTickets } from './list/none.tsx'

export function DeskPage() {
  return (
    <Gate right="tickets:read">
      <Desk />
    </Gate>
  )
}

function Desk() {
  const search = useSearch({ from: '/shell/desk' })
  const navigate = useNavigate({ from: '/desk' })
  const query = useQuery(queueQuery(search))
  const onRefine = (changed: QueueSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = () => void navigate({ search: {}, replace: true })
  const narrowed = isNarrowed(search)
  return (
    <Page
      title="Desk"
      lead="What partners report about their lines, and whose turn it is."
      actions={<NewLink />}
    >
      <QueueFilters search={search} rows={query.data?.items ?? []} onRefine={onRefine} />
      <Loaded query={query}>
        {(page) => {
          if (page.items.length === 0 && !search.after) {
            return <NoTickets search={search} onRefine={onRefine} onClear={onClear} />
          }
          return (
            <QueueList
              page={page}
              view={query.isPlaceholderData ? null : JSON.stringify(search)}
              after={search.after}
              onClear={narrowed ? onClear : undefined}
              onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
            />
          )
        }}
      </Loaded>
    </Page>
  )
}

function NewLink() {
  const mayCreate = useAllowed('tickets:create')
  if (!mayCreate) return null
  return (
    <ButtonLink variant="default" to="/desk/new" leftSection={<Icon name="plus" size={16} />}>
      New ticket
    </ButtonLink>
  )
}
