import { Button, Group, Text } from '@mantine/core'
import { Icon } from './icon.tsx'

/** Says quietly that the list behind the shown rows has moved on, and shows it when asked. */
export function ChangedNotice({ arrived, left, show }: { arrived: number; left: number; show: () => void }) {
  const parts = [arrived > 0 && `${arrived} new`, left > 0 && `${left} no longer here`].filter(Boolean)
  return (
    <Group gap="sm" role="status" mih={0}>
      {parts.length > 0 && (
        <Button size="xs" variant="light" leftSection={<Icon name="sync" size={14} />} onClick={show}>
          {parts.join(', ')}: show
        </Button>
      )}
    </Group>
  )
}

/** The honest count, and the way out of all filters. */
export function ListSummary({ count, onClear }: { count: string; onClear: (() => void) | undefined }) {
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {count}
      </Text>
      {onClear && (
        <Button size="compact-sm" variant="subtle" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </Group>
  )
}
