import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Connection } from '../../../api/connections.ts'
import { withStatus, type Category } from './additions.ts'
import { useSettings } from './use-settings.ts'

/** Changes a connection's own status table; each change can be undone from its toast (AX10). */
export function useStatusTable(connection: Connection) {
  const { statusAdditions } = connection.settings
  const saving = useSettings(connection, () => undefined)
  const change = (statuses: ReturnType<typeof withStatus>, said: string) => {
    const before = withStatus(statusAdditions, '')
    const tell = () => {
      const undo = () => {
        notifications.hide(toast)
        saving.mutate({ statusAdditions: before })
      }
      const message = <Changed said={said} onUndo={undo} />
      const toast = notifications.show({ color: 'green.8', autoClose: 12_000, message })
    }
    saving.mutate({ statusAdditions: statuses }, { onSuccess: tell })
  }
  return {
    saving,
    map: (name: string, category: Category) =>
      change(withStatus(statusAdditions, name, category), `“${name}” means ${category} now.`),
    remove: (name: string) =>
      change(withStatus(statusAdditions, name), `“${name}” is taken out of the table.`),
  }
}

function Changed({ said, onUndo }: { said: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">{said}</Text>
      <Button size="compact-sm" variant="default" onClick={onUndo}>
        Undo
      </Button>
    </Group>
  )
}
