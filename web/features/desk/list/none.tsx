import { Button, Group } from '@mantine/core'
import type { QueueSearch } from '../../../api/service-tickets.ts'
import { useAllowed } from '../../../api/session.ts'
import { isNarrowed } from '../../../ui/address.ts'
import { ButtonLink } from '../../../ui/links.tsx'
import { Empty } from '../../../ui/states.tsx'
import { anyStatus } from './filters.tsx'

interface NoneProps {
  search: QueueSearch
  onRefine: (changed: QueueSearch) => void
  onClear: () => void
}

export function NoTickets({ search, onRefine, onClear }: NoneProps) {
  const mayCreate = useAllowed('tickets:create')
  if (!isNarrowed(search)) {
    return (
      <Empty
        title="Nothing waits here"
        step={
          <Group gap="xs" justify="center">
            {mayCreate && <ButtonLink to="/desk/new">New ticket</ButtonLink>}
            <Button variant="default" onClick={() => onRefine({ status: anyStatus })}>
              Show closed tickets
            </Button>
          </Group>
        }
      >
        Partners open tickets with their own programs, over <code>/api/tickets/</code>; each appears here at
        once. For a partner who calls, open one yourself.
      </Empty>
    )
  }
  const widen = search.status === undefined && search.asks === undefined
  const step = (
    <Group gap="xs" justify="center">
      {widen && <Button onClick={() => onRefine({ status: anyStatus })}>Look in closed tickets too</Button>}
      <Button variant="default" onClick={onClear}>
        Clear filters
      </Button>
    </Group>
  )
  return (
    <Empty title="No ticket fits these filters" step={step}>
      {widen ? 'Only tickets that are not over were looked at.' : 'Take a filter away to see more.'}
    </Empty>
  )
}
