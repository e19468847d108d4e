import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAllowed } from '../../api/session.ts'
import { ticketsQuery, type TicketSearch } from '../../api/tickets.ts'
import { useCreateTicket } from '../../shell/create-ticket.ts'
import { Gate } from '../../shell/gate.tsx'
import { isNarrowed, refine } from '../../ui/address.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { TicketFilters } from './filters.tsx'
import { TicketList } from './list.tsx'

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
  const onClear = () => void navigate({ search: {}, replace: true })
  const narrowed = isNarrowed(search)
  return (
    <Page title="Tickets" lead="Every ticket of this workspace, and where its issue stands.">
      <TicketFilters search={search} onRefine={onRefine} />
      <Loaded query={query}>
        {(page) =>
          page.items.length === 0 && !search.after ? (
            <NoTickets narrowed={narrowed} onClear={onClear} />
          ) : (
            <TicketList
              page={page}
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

function NoTickets({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const mayCreate = useAllowed('tickets:create')
  const createTicket = useCreateTicket()
  if (narrowed) {
    return (
      <Empty title="No ticket fits these filters" step={<Button onClick={onClear}>Clear filters</Button>}>
        Take a filter away to see more.
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
