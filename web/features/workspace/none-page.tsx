import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { visitorQuery } from '../../api/account.ts'
import { signOut } from '../../api/session.ts'
import { Entrance } from '../../ui/entrance.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { LoadingRows } from '../../ui/states.tsx'

/** For somebody who is signed in and a member of nothing. */
export function NoWorkspacePage() {
  const query = useQuery(visitorQuery)
  return (
    <Entrance title="You are in no workspace">
      <Loaded query={query} skeleton={<LoadingRows rows={2} />}>
        {(visitor) => {
          if (!visitor) return <Navigate to="/sign-in" replace />
          if (visitor.workspaces.length > 0) return <ButtonLink to="/">To your workspace</ButtonLink>
          return <Nothing email={visitor.email} />
        }}
      </Loaded>
    </Entrance>
  )
}

function Nothing({ email }: { email: string }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      queries.clear()
      await navigate({ to: '/sign-in' })
    },
  })
  return (
    <Stack>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        You are signed in as {email}. You were removed from your last workspace, or have left it. Ask one of
        its administrators to invite this address, and open the link that you are sent.
      </Text>
      <RefusalNote error={leaving.error} />
      <Button variant="default" loading={leaving.isPending} onClick={() => leaving.mutate()} fullWidth>
        Sign out
      </Button>
    </Stack>
  )
}
