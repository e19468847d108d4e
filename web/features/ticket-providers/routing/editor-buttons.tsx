import { Button, Group } from '@mantine/core'

interface EditorButtonsProps {
  busy: boolean
  onLeave: () => void
  /** Absent where there is no route of its own. */
  onRemove: (() => void) | undefined
}

export function EditorButtons({ busy, onLeave, onRemove }: EditorButtonsProps) {
  return (
    <Group justify="space-between" gap="xs">
      {onRemove ? (
        <Button variant="default" disabled={busy} onClick={onRemove}>
          Remove route
        </Button>
      ) : (
        <span />
      )}
      <Group gap="xs">
        <Button variant="default" onClick={onLeave}>
          Cancel
        </Button>
        <Button type="submit" loading={busy}>
          Save route
        </Button>
      </Group>
    </Group>
  )
}
