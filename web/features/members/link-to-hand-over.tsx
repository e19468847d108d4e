import { Button, Stack, Text } from '@mantine/core'
import { CopyField } from '../../ui/copy-field.tsx'
import { Note } from '../../ui/note.tsx'

interface LinkProps {
  email: string
  link: string
  onClose: () => void
}

/** Where the hub has no mail server, whoever invites hands the link over. */
export function LinkToHandOver({ email, link, onClose }: LinkProps) {
  return (
    <Stack>
      <Note tone="amber" icon="key" title="It is shown only now">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          This hub sends no mail, so hand the link to {email} yourself, by a safe way. Whoever has it can come
          in their place.
        </Text>
      </Note>
      <CopyField label="Link" value={link} />
      <Button style={{ alignSelf: 'flex-end' }} onClick={onClose}>
        Done
      </Button>
    </Stack>
  )
}
