import { Button, Stack, Text } from '@mantine/core'
import { RefusalNote } from '../../ui/refusal-note.tsx'

interface FormProps {
  busy: boolean
  error: unknown
  onAccept: () => void
}

/** For whoever is signed in with the address that is invited. */
export function AcceptForm({ busy, error, onAccept }: FormProps) {
  return (
    <Stack>
      <Text size="sm">You are signed in with this address. Your other workspaces stay as they are.</Text>
      <RefusalNote error={error} />
      <Button loading={busy} onClick={onAccept} fullWidth>
        Accept the invitation
      </Button>
    </Stack>
  )
}
