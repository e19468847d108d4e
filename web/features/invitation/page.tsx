import { Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { visitorQuery } from '../../api/account.ts'
import {
  acceptInvitation,
  openedInvitationQuery,
  type OpenedInvitation,
} from '../../api/opened-invitation.ts'
import { hasStatus } from '../../api/problem.ts'
import { chooseWorkspace } from '../../api/workspace-choice.ts'
import { Entrance } from '../../ui/entrance.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Failed, LoadingRows } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { roleName } from '../members/roles.ts'
import { AcceptForm } from './accept-form.tsx'
import { NewPersonForm } from './new-person-form.tsx'
import { SignInFirst } from './sign-in-first.tsx'
import { WrongPerson } from './wrong-person.tsx'

/** Where the link of an invitation leads to. */
export function InvitationPage() {
  const { secret } = useParams({ from: '/invitation/$secret' })
  const invitation = useQuery(openedInvitationQuery(secret))
  if (invitation.isPending) {
    return (
      <Entrance title="Your invitation">
        <LoadingRows rows={3} />
      </Entrance>
    )
  }
  if (hasStatus(invitation.error, 404)) return <Gone why={invitation.error.message} />
  if (!invitation.data) {
    return (
      <Entrance title="Your invitation">
        <Failed error={invitation.error} retry={() => void invitation.refetch()} />
      </Entrance>
    )
  }
  return <Opened secret={secret} invitation={invitation.data} />
}

function Gone({ why }: { why: string }) {
  const visitor = useQuery(visitorQuery).data
  return (
    <Entrance title="This invitation works no more">
      <Stack>
        <Text size="sm">{why}</Text>
        <Text size="sm">
          {visitor
            ? `Have you accepted it already? Then go on: you are signed in as ${visitor.email}.`
            : 'Have you accepted it already? Then sign in.'}
        </Text>
        <ButtonLink to={visitor ? '/' : '/sign-in'} fullWidth>
          {visitor ? 'To your workspace' : 'Sign in'}
        </ButtonLink>
      </Stack>
    </Entrance>
  )
}

interface OpenedProps {
  secret: string
  invitation: OpenedInvitation
}

function Opened({ secret, invitation }: OpenedProps) {
  const { workspace, email, role, invitedBy, expiresAt, hasAccount } = invitation
  const queries = useQueryClient()
  const navigate = useNavigate()
  const visitor = useQuery(visitorQuery)
  const accepting = useMutation({
    mutationFn: (body: { name?: string; password?: string }) => acceptInvitation(secret, body),
    onSuccess: async ({ workspace: { id } }) => {
      chooseWorkspace(id)
      queries.clear()
      await navigate({ to: '/', replace: true })
    },
  })
  const lead = (
    <>
      {invitedBy} invites {email} into the workspace {workspace}, as {roleName(role)}. The invitation ends{' '}
      <Time at={expiresAt} />.
    </>
  )
  const shared = { busy: accepting.isPending || accepting.isSuccess, error: accepting.error }
  const body = () => {
    if (visitor.isPending) return <LoadingRows rows={3} />
    if (visitor.data && visitor.data.email !== email) {
      return <WrongPerson signedInAs={visitor.data.email} invited={email} />
    }
    if (visitor.data) return <AcceptForm {...shared} onAccept={() => accepting.mutate({})} />
    if (hasAccount) return <SignInFirst secret={secret} email={email} />
    return <NewPersonForm {...shared} email={email} onAccept={accepting.mutate} />
  }
  return (
    <Entrance title={`Join ${workspace}`} lead={lead}>
      {body()}
    </Entrance>
  )
}
