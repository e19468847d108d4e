import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { operatorChoicesQuery, type QueueSearch } from '../../../api/service-tickets.ts'
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
  const mayRegister = useAllowed('operators:manage')
  const isWithoutPartners = useQuery(operatorChoicesQuery).data?.items.length === 0
  if (!isNarrowed(search) && isWithoutPartners) {
    const step = mayRegister && (
      <ButtonLink to="/workspace/adminsettings/operators">Register a partner</ButtonLink>
    )
    return (
      <Empty title="No partner is registered yet" step={step}>
        A partner whose program opens tickets needs an operator here, with a token and its services. An
        administrator of the workspace registers it under Operators.
      </Empty>
    )
  }
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
