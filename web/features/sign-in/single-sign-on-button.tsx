import { Button, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { beginSingleSignOn } from '../../api/sign-in.ts'
import { RefusalNote } from '../../ui/refusal-note.tsx'

const longest = 1_000

/** @param props.to the page to come back to */
export function SingleSignOnButton({ name, to }: { name: string; to: string }) {
  const beginning = useMutation({
    mutationFn: () => beginSingleSignOn(to.length > longest ? '/' : to),
    onSuccess: ({ url }) => window.location.assign(url),
  })
  return (
    <Stack>
      <RefusalNote error={beginning.error} />
      <Button
        variant="default"
        fullWidth
        loading={beginning.isPending || beginning.isSuccess}
        onClick={() => beginning.mutate()}
      >
        Sign in with {name}
      </Button>
    </Stack>
  )
}
