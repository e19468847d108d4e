import { Button, Modal, Stack, Text } from '@mantine/core'
import { CopyField } from '../../ui/copy-field.tsx'
import { Note } from '../../ui/note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'

/** A secret that was just made, and why. */
export interface Made {
  secret: string
  words: string
}

/** Shows a secret, once. */
export function NewSecret({ made: { secret, words }, onClose }: { made: Made; onClose: () => void }) {
  useFocusBack()
  return (
    <Modal opened onClose={onClose} title="The webhook’s secret" closeOnClickOutside={false}>
      <Stack>
        <Note tone="amber" icon="key" title="It is shown only now">
          <Text size="sm">Hand it over to the partner by a safe way before you close this. {words}</Text>
        </Note>
        <CopyField label="Secret" value={secret} help="The partner verifies each call with it." />
        <Button style={{ alignSelf: 'flex-end' }} onClick={onClose}>
          Done
        </Button>
      </Stack>
    </Modal>
  )
}
