import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { servicesQuery, type DiagnosticSearch, type Service } from '../../api/diagnostics.ts'
import { operatorChoicesQuery } from '../../api/operators.ts'
import { useAllowed } from '../../api/session.ts'
import { isNarrowed, refine } from '../../ui/address.ts'
import { countOf } from '../../ui/amounts.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { PageLink } from '../../ui/links.tsx'
import { ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Rows } from '../../ui/rows.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Time } from '../../ui/time.tsx'
import { NoneFits, NoneYet } from './none.tsx'

const shown = { view: 'services' }

export function Services() {
  const search = useSearch({ from: '/shell/diagnostics' })
  const navigate = useNavigate({ from: '/diagnostics' })
  const query = useQuery(servicesQuery(search))
  const onRefine = (changed: DiagnosticSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = () => void navigate({ search: shown, replace: true })
  const { view: _view, ...filters } = search
  const narrowed = isNarrowed(filters)
  return (
    <Stack gap="lg">
      <Group gap="sm" role="search">
        <SearchBox
          label="Search services"
          placeholder="Uuid, alias or product"
          value={search.q}
          onChange={(q) => onRefine({ q })}
        />
        <OperatorFilter value={search.operator} onChange={(operator) => onRefine({ operator })} />
      </Group>
      <Loaded query={query}>
        {({ items, total, next }) => {
          if (items.length === 0 && !search.after)
            return narrowed ? <NoneFits what="service" onClear={onClear} /> : <NoneYet what="service" />
          return (
            <Stack gap="md" aria-busy={query.isPlaceholderData}>
              <ListSummary count={countOf(total, 'service')} onClear={narrowed ? onClear : undefined} />
              <Table services={items} />
              <Pager
                after={search.after}
                next={next}
                onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
              />
            </Stack>
          )
        }}
      </Loaded>
    </Stack>
  )
}

interface FilterProps {
  value: string | undefined
  onChange: (operator: string) => void
}

/** Absent for those who may not see operators. */
function OperatorFilter({ value, onChange }: FilterProps) {
  const mayRead = useAllowed('operators:read')
  const known = useQuery({ ...operatorChoicesQuery, enabled: mayRead }).data ?? []
  if (!mayRead) return null
  return (
    <FilterSelect
      label="Operator"
      all="All operators"
      value={value}
      options={known.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  )
}

const columns = ['Service', 'Uuid', 'Operator', 'Product', 'GRT', 'Registered']

function Table({ services }: { services: Service[] }) {
  const rows = services.map((service) => ({
    id: service.alias,
    cells: [
      <PageLink key="alias" to="/diagnostics" search={{ service: service.alias }} size="sm" fw={600}>
        {service.alias}
      </PageLink>,
      <Text key="uuid" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {service.uuid}
      </Text>,
      <Whose key="operator" operator={service.operator} />,
      service.productName,
      service.grt,
      <Time key="registered" at={service.createdAt} />,
    ],
  }))
  return <Rows label="Services" columns={columns} rows={rows} />
}

function Whose({ operator }: Pick<Service, 'operator'>) {
  if (!operator) return 'Any'
  return operator.removed ? `${operator.name} (removed)` : operator.name
}
