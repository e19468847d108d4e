import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signOut } from '../../api/session.ts'
import { Note } from '../../ui/note.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'

/** An invitation is good for its address only. */
export function WrongPerson({ signedInAs, invited }: { signedInAs: string; invited: string }) {
  const queries = useQueryClient()
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: () => queries.resetQueries(),
  })
  return (
    <Stack>
      <Note tone="amber" icon="alert" title="This is for somebody else">
        <Text size="sm">
          You are signed in as {signedInAs}, and the invitation is for {invited}. If that is you too, sign out
          here and go on.
        </Text>
      </Note>
      <RefusalNote error={leaving.error} />
      <Button loading={leaving.isPending} onClick={() => leaving.mutate()} fullWidth>
        Sign out
      </Button>
    </Stack>
  )
}
