import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { operatorsQuery, type Operator } from '../../api/operators.ts'
import { Gate } from '../../shell/gate.tsx'
import { refine } from '../../ui/address.ts'
import { countOf } from '../../ui/amounts.ts'
import { PageLink } from '../../ui/links.tsx'
import { ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Rows } from '../../ui/rows.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Empty } from '../../ui/states.tsx'
import { DeskName } from './desk-name.tsx'
import { Forwarding } from './forwarding.tsx'
import { OperatorDialog } from './operator-dialog.tsx'

export function OperatorsPage() {
  return (
    <Gate right="operators:manage">
      <Operators />
    </Gate>
  )
}

function Operators() {
  const search = useSearch({ from: '/shell/workspace/adminsettings/operators' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/operators' })
  const { q, after } = search
  const query = useQuery(operatorsQuery({ q, after }))
  const [adding, setAdding] = useState(false)
  const add = <Button onClick={() => setAdding(true)}>Add operator</Button>
  const look = (words: string) => void navigate({ search: refine(search, { q: words }), replace: true })
  const isEmpty = query.data?.items.length === 0 && !q && !after
  return (
    <Page
      title="Operators"
      lead="Partners whose programs open tickets about their lines."
      actions={!isEmpty && add}
    >
      <Loaded query={query}>
        {({ items, total, next }) =>
          isEmpty ? (
            <Empty title="No operators yet" step={add}>
              An operator is a partner. Its programs sign in with a token of its own, open tickets at{' '}
              /api/tickets/, and see those of this operator only.
            </Empty>
          ) : (
            <Stack gap="md">
              <Group role="search">
                <SearchBox
                  label="Search operators"
                  placeholder="A part of the name"
                  value={q}
                  onChange={look}
                />
              </Group>
              <ListSummary count={countOf(total, 'operator')} onClear={q ? () => look('') : undefined} />
              {items.length === 0 ? (
                <Text size="sm">No operator has this in its name.</Text>
              ) : (
                <Table operators={items} />
              )}
              <Pager
                after={after}
                next={next}
                onGo={(to, trail) => void navigate({ search: { ...search, after: to }, state: { trail } })}
              />
            </Stack>
          )
        }
      </Loaded>
      <DeskName />
      <Forwarding />
      {adding && (
        <OperatorDialog
          operator={undefined}
          onClose={() => setAdding(false)}
          onSaved={({ id }) =>
            void navigate({
              to: '/workspace/adminsettings/operators/$id',
              params: { id },
              ignoreBlocker: true,
            })
          }
        />
      )}
    </Page>
  )
}

const columns = ['Operator', 'E-mail', 'Tokens', 'Requests a minute', 'Services', 'Open tickets']

function Table({ operators }: { operators: Operator[] }) {
  const rows = operators.map((operator) => ({
    id: operator.id,
    cells: [
      <Named key="name" operator={operator} />,
      <Emails key="emails" emails={operator.emails} />,
      operator.tokens.toLocaleString('en'),
      operator.requestsPerMinute.toLocaleString('en'),
      operator.services.toLocaleString('en'),
      operator.openTickets.toLocaleString('en'),
    ],
  }))
  return <Rows label="Operators" columns={columns} rows={rows} />
}

function Named({ operator: { id, name, displayName } }: { operator: Operator }) {
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <PageLink to="/workspace/adminsettings/operators/$id" params={{ id }} size="sm" fw={600}>
        {name}
      </PageLink>
      {displayName !== name && (
        <Text size="sm" c="dimmed">
          {displayName}
        </Text>
      )}
    </div>
  )
}

const shown = 2

function Emails({ emails }: { emails: string[] }) {
  if (emails.length === 0) return 'None'
  const more = emails.length - shown
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {emails.slice(0, shown).join(', ')}
      {more > 0 && ` and ${more} more`}
    </Text>
  )
}
