import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { deskTicketsQuery, type DeskSearch } from '../../api/help-desk.ts'
import { useAllowed } from '../../api/session.ts'
import { Gate } from '../../shell/gate.tsx'
import { isNarrowed, refine } from '../../ui/address.ts'
import { Icon } from '../../ui/icon.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { DeskFilters } from './list/filters.tsx'
import { DeskList } from './list/list.tsx'
import { SavedFilters } from './list/saved-filters.tsx'

export function HelpDeskPage() {
  return (
    <Gate right="help-desk:read">
      <HelpDesk />
    </Gate>
  )
}

function HelpDesk() {
  const search = useSearch({ from: '/shell/help-desk' })
  const navigate = useNavigate({ from: '/help-desk' })
  const query = useQuery(deskTicketsQuery(search))
  const onRefine = (changed: DeskSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = () => void navigate({ search: {}, replace: true })
  const narrowed = isNarrowed(search)
  return (
    <Page
      title="Help desk"
      lead="What customers need, and the Jira issues that came of it."
      actions={<CreateLink />}
    >
      <DeskFilters search={search} rows={query.data?.items ?? []} onRefine={onRefine} />
      <SavedFilters search={search} onChoose={(chosen) => void navigate({ search: chosen })} />
      <Loaded query={query}>
        {(page) => {
          if (page.items.length === 0 && !search.after) return <None narrowed={narrowed} onClear={onClear} />
          return (
            <DeskList
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

function CreateLink() {
  const mayWrite = useAllowed('help-desk:write')
  if (!mayWrite) return null
  return (
    <ButtonLink variant="default" to="/help-desk/new" leftSection={<Icon name="plus" size={16} />}>
      New help-desk ticket
    </ButtonLink>
  )
}

function None({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const mayWrite = useAllowed('help-desk:write')
  if (narrowed) {
    return (
      <Empty title="No ticket fits these filters" step={<Button onClick={onClear}>Clear filters</Button>}>
        Take a filter away to see more.
      </Empty>
    )
  }
  const step = mayWrite && <ButtonLink to="/help-desk/new">Create the first ticket</ButtonLink>
  return (
    <Empty title="No tickets of the help desk yet" step={step}>
      Write down what a customer needs. A ticket can then get a Jira issue of its own, or be linked to one
      that exists; comments and status come back here.
    </Empty>
  )
}
