import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { catalogueQuery } from '../../../api/help-desk-lists.ts'
import { refine } from '../../../ui/address.ts'
import { countOf } from '../../../ui/amounts.ts'
import { ListSummary } from '../../../ui/list-notices.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { Rows } from '../../../ui/rows.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Empty } from '../../../ui/states.tsx'
import { AddEntry, EntryButtons } from '../entries/entry-buttons.tsx'
import type { EntryDialogs } from '../entries/use-entry-dialogs.tsx'

export function Customers({ dialogs }: { dialogs: EntryDialogs }) {
  const search = useSearch({ from: '/shell/workspace/adminsettings/help-desk-lists' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/help-desk-lists' })
  const { q, after } = search
  const query = useQuery(catalogueQuery('customers', { q, after }))
  const look = (words: string) => void navigate({ search: refine(search, { q: words }), replace: true })
  return (
    <Loaded query={query}>
      {({ items, total, next }) =>
        items.length === 0 && !q && !after ? (
          <Empty title="No customers yet" step={<AddEntry dialogs={dialogs} />}>
            With a customer on each ticket, what one of them wrote reaches no other through an issue that
            their tickets share, unless the Jira instance is set to allow it.
          </Empty>
        ) : (
          <Stack>
            <Group role="search">
              <SearchBox
                label="Search customers"
                placeholder="A part of the name"
                value={q}
                onChange={look}
              />
            </Group>
            <ListSummary count={countOf(total, 'customer')} onClear={q ? () => look('') : undefined} />
            {items.length === 0 && <Text size="sm">No customer has this in its name.</Text>}
            <Rows
              label="Customers"
              columns={['Name', 'Actions']}
              rows={items.map((customer) => ({
                id: customer.id,
                cells: [
                  <Text key="name" span size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                    {customer.name}
                  </Text>,
                  <EntryButtons key="buttons" dialogs={dialogs} entry={customer} />,
                ],
              }))}
            />
            <Pager
              after={after}
              next={next}
              onGo={(to, trail) => void navigate({ search: { ...search, after: to }, state: { trail } })}
            />
          </Stack>
        )
      }
    </Loaded>
  )
}
