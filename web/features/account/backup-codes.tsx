import { Button, Group, Stack, Text } from '@mantine/core'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { Note } from '../../ui/note.tsx'

/** Shown once: the hub itself does not know them afterwards. */
export function BackupCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = codes.join('\n')
  return (
    <Stack>
      <Note tone="amber" icon="key" title="They are shown only now">
        <Text size="sm">
          Each signs you in once in place of the app, for instance when the phone is lost. Keep them apart
          from it.
        </Text>
      </Note>
      <CopyBlock label="Backup codes" text={text} />
      <Group justify="flex-end">
        <Button
          component="a"
          variant="default"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="crosstie-backup-codes.txt"
        >
          Download
        </Button>
        <Button onClick={onClose}>I have kept them</Button>
      </Group>
    </Stack>
  )
}
