import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { catalogueQuery, type Product } from '../../../api/help-desk-lists.ts'
import { countOf } from '../../../ui/amounts.ts'
import { ListSummary } from '../../../ui/list-notices.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Empty } from '../../../ui/states.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { AddEntry } from '../entries/entry-buttons.tsx'
import { useEntryDialogs } from '../entries/use-entry-dialogs.tsx'
import { PlaceTable } from './place-table.tsx'

const step = 50

/** The versions of one product, beside the products. */
export function VersionsDrawer({ product, onClose }: { product: Product; onClose: () => void }) {
  const list = `products/${product.id}/versions` as const
  const [q, setQ] = useState('')
  const [limit, setLimit] = useState(step)
  const query = useQuery(catalogueQuery(list, { q, limit }))
  const dialogs = useEntryDialogs(list)
  useFocusBack()
  return (
    <Drawer
      opened
      onClose={onClose}
      // The Escape is meant for the dialog above it.
      closeOnEscape={!dialogs.isOpen}
      position="right"
      size={760}
      title={`Versions of ${product.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          What a version does not say of project key and instance is the product’s.
        </Text>
        <Loaded query={query}>
          {({ items, total, next }) =>
            items.length === 0 && !q ? (
              <Empty title="No versions yet" step={<AddEntry dialogs={dialogs} />}>
                Agents choose the version that a customer reports. A version can have a project key of its
                own, which goes before the product’s.
              </Empty>
            ) : (
              <Stack>
                <Group role="search">
                  <SearchBox
                    label="Search versions"
                    placeholder="A part of the name"
                    value={q}
                    onChange={setQ}
                  />
                  <AddEntry dialogs={dialogs} />
                </Group>
                <ListSummary count={countOf(total, 'version')} onClear={q ? () => setQ('') : undefined} />
                {items.length === 0 && <Text size="sm">No version has this in its name.</Text>}
                <PlaceTable label="Versions" dialogs={dialogs} places={items} />
                {next && limit < 200 && (
                  <Button variant="default" onClick={() => setLimit(Math.min(limit + step, 200))}>
                    Show more
                  </Button>
                )}
                {next && limit >= 200 && (
                  <Text size="sm" c="dimmed">
                    The first 200 are shown: search for the others by name.
                  </Text>
                )}
              </Stack>
            )
          }
        </Loaded>
        {dialogs.dialog}
      </Stack>
    </Drawer>
  )
}
