import { Group, Kbd, Modal, Stack, Switch, Text } from '@mantine/core'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { searchKey, shortcuts } from './shortcuts.ts'
import { useShortcutsEnabled } from './use-shortcuts.ts'

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [enabled, setEnabled] = useShortcutsEnabled()
  useFocusBack()
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" centered>
      <Stack gap="sm">
        {[searchKey, ...shortcuts].map(({ keys, words }) => (
          <Group key={words} justify="space-between">
            <Text size="sm">{words}</Text>
            <Group gap={4}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
        <Switch
          mt="sm"
          label="Use these keys"
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  )
}
