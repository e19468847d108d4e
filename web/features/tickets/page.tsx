import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAllowed } from '../../api/session.ts'
import { ticketsQuery, type TicketSearch } from '../../api/tickets.ts'
import { useCreateTicket } from '../../shell/create-ticket.ts'
import { Gate } from '../../shell/gate.tsx'
import { isNarrowed, refine } from '../../ui/address.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { TicketFilters } from './filters.tsx'
import { TicketList } from './list.tsx'

const views = [
  { value: '', label: 'All tickets' },
  { value: 'alarms', label: 'Alarm tickets' },
]

export function TicketsPage() {
  return (
    <Gate right="tickets:read">
      <Tickets />
    </Gate>
  )
}

function Tickets() {
  const search = useSearch({ from: '/shell/tickets' })
  const navigate = useNavigate({ from: '/tickets' })
  const query = useQuery(ticketsQuery(search))
  const onRefine = (changed: TicketSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const { view, ...filters } = search
  const ofAlarms = view === 'alarms'
  const shown = view === undefined ? {} : { view }
  const onClear = () => void navigate({ search: shown, replace: true })
  const narrowed = isNarrowed(filters)
  return (
    <Page title="Tickets" lead="Every ticket of this workspace, and where its issue stands.">
      <SegmentedControl
        aria-label="Which tickets"
        data={views}
        value={ofAlarms ? 'alarms' : ''}
        onChange={(chosen) => onRefine({ view: chosen })}
        style={{ alignSelf: 'start' }}
      />
      <TicketFilters search={search} onRefine={onRefine} />
      <Loaded query={query}>
        {(page) =>
          page.items.length === 0 && !search.after ? (
            <NoTickets ofAlarms={ofAlarms} narrowed={narrowed} onClear={onClear} />
          ) : (
            <TicketList
              page={page}
              ofAlarms={ofAlarms}
              view={query.isPlaceholderData ? null : JSON.stringify(search)}
              after={search.after}
              onClear={narrowed ? onClear : undefined}
              onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

interface NoneProps {
  ofAlarms: boolean
  narrowed: boolean
  onClear: () => void
}

function NoTickets({ ofAlarms, narrowed, onClear }: NoneProps) {
  const mayCreate = useAllowed('tickets:create')
  const createTicket = useCreateTicket()
  if (narrowed) {
    return (
      <Empty title="No ticket fits these filters" step={<Button onClick={onClear}>Clear filters</Button>}>
        Take a filter away to see more.
      </Empty>
    )
  }
  if (ofAlarms) {
    return (
      <Empty title="No tickets about alarms yet" step={<ButtonLink to="/alarms">Go to Alarms</ButtonLink>}>
        An operator creates one from an alarm with Create Ticket.
      </Empty>
    )
  }
  return (
    <Empty
      title="No tickets yet"
      step={mayCreate && <Button onClick={() => createTicket()}>Create Ticket</Button>}
    >
      A ticket is created from a recommendation, or from anywhere with Create Ticket.
    </Empty>
  )
}
