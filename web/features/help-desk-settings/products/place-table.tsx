import { Button, Code, Group, Text } from '@mantine/core'
import type { Product } from '../../../api/help-desk-lists.ts'
import { Rows } from '../../../ui/rows.tsx'
import { EntryButtons } from '../entries/entry-buttons.tsx'
import type { EntryDialogs } from '../entries/use-entry-dialogs.tsx'

interface TableProps {
  label: string
  dialogs: EntryDialogs
  places: Product[]
  /** Of products: opens the versions of one. */
  onVersions?: (product: Product) => void
}

/** Products or versions, with the project and the instance that their issues go to. */
export function PlaceTable({ label, dialogs, places, onVersions }: TableProps) {
  const rows = places.map((place) => ({
    id: place.id,
    cells: [
      <Text key="name" span size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {place.name}
      </Text>,
      place.projectKey ? (
        <Code key="key">{place.projectKey}</Code>
      ) : (
        <Text key="key" span size="sm" c="dimmed">
          {onVersions ? 'its name is tried' : 'the product’s'}
        </Text>
      ),
      place.instance?.name ?? (
        <Text key="instance" span size="sm" c="dimmed">
          {onVersions ? 'none named' : 'the product’s'}
        </Text>
      ),
      <Group key="buttons" gap={4}>
        {onVersions && (
          <Button
            size="compact-sm"
            variant="light"
            aria-label={`Versions of ${place.name}`}
            onClick={() => onVersions(place)}
          >
            Versions
          </Button>
        )}
        <EntryButtons dialogs={dialogs} entry={place} />
      </Group>,
    ],
  }))
  return (
    <Rows
      label={label}
      columns={[onVersions ? 'Product' : 'Version', 'Project key', 'Instance', 'Actions']}
      rows={rows}
    />
  )
}
