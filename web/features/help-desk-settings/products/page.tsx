import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { catalogueQuery, type Product } from '../../../api/help-desk-lists.ts'
import { Gate } from '../../../shell/gate.tsx'
import { refine } from '../../../ui/address.ts'
import { countOf } from '../../../ui/amounts.ts'
import { ListSummary } from '../../../ui/list-notices.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Page } from '../../../ui/page.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Empty } from '../../../ui/states.tsx'
import { AddEntry } from '../entries/entry-buttons.tsx'
import { useEntryDialogs } from '../entries/use-entry-dialogs.tsx'
import { PlaceTable } from './place-table.tsx'
import { Resolution } from './resolution.tsx'
import { VersionsDrawer } from './versions-drawer.tsx'

export function ProductsPage() {
  return (
    <Gate right="help-desk:manage">
      <Products />
    </Gate>
  )
}

function Products() {
  const search = useSearch({ from: '/shell/workspace/adminsettings/products' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/products' })
  const { q, after } = search
  const query = useQuery(catalogueQuery('products', { q, after }))
  const [opened, setOpened] = useState<Product | null>(null)
  const dialogs = useEntryDialogs('products')
  const look = (words: string) => void navigate({ search: refine(search, { q: words }), replace: true })
  return (
    <Page
      title="Products and versions"
      lead="What tickets are about. A product’s or version’s key and instance say where its tickets’ issues go."
      actions={<AddEntry dialogs={dialogs} />}
    >
      <Loaded query={query}>
        {({ items, total, next }) =>
          items.length === 0 && !q && !after ? (
            <Empty title="No products yet" step={<AddEntry dialogs={dialogs} />}>
              A ticket with a product gets its issue in that product’s Jira project. Without products, all
              issues go to the default project key.
            </Empty>
          ) : (
            <Stack>
              <Group role="search">
                <SearchBox
                  label="Search products"
                  placeholder="A part of the name"
                  value={q}
                  onChange={look}
                />
              </Group>
              <ListSummary count={countOf(total, 'product')} onClear={q ? () => look('') : undefined} />
              {items.length === 0 && <Text size="sm">No product has this in its name.</Text>}
              <PlaceTable label="Products" dialogs={dialogs} places={items} onVersions={setOpened} />
              <Pager
                after={after}
                next={next}
                onGo={(to, trail) => void navigate({ search: { ...search, after: to }, state: { trail } })}
              />
            </Stack>
          )
        }
      </Loaded>
      {dialogs.dialog}
      <Resolution />
      {opened && <VersionsDrawer product={opened} onClose={() => setOpened(null)} />}
    </Page>
  )
}
