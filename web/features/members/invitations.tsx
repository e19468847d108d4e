import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invitationsQuery, sendAgain, type Invitation, type SentInvitation } from '../../api/members.ts'
import { useMe } from '../../api/session.ts'
import { countOf } from '../../ui/amounts.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Rows } from '../../ui/rows.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { LinkToHandOver } from './link-to-hand-over.tsx'
import { mailStanding } from './mail-standing.ts'
import { mayGive } from './roles.ts'
import { WithdrawQuestion } from './withdraw-question.tsx'

/** Who was invited and has not come yet. */
export function Invitations() {
  const query = useQuery(invitationsQuery)
  const queries = useQueryClient()
  const [withdrawing, setWithdrawing] = useState<Invitation | null>(null)
  const [sent, setSent] = useState<SentInvitation | null>(null)
  const sending = useMutation({
    mutationFn: sendAgain,
    onSuccess: async (invitation) => {
      await queries.invalidateQueries({ queryKey: ['invitations'] })
      if (invitation.link !== null) return setSent(invitation)
      const message = `A new link goes to ${invitation.email} by mail; the one before works no more.`
      return notifications.show({ color: 'green.8', message })
    },
  })
  return (
    <section aria-labelledby="invitations">
      <Title order={2} size="h4" id="invitations" mb="xs">
        Open invitations
      </Title>
      <ProblemNote error={sending.error} />
      <Loaded query={query} skeleton={<LoadingRows rows={2} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Text size="sm">Nobody is invited who has not come yet.</Text>
          ) : (
            <Stack gap="xs">
              <Text size="sm" c="dimmed">
                {countOf(total, 'invitation')}
              </Text>
              <InvitationTable
                invitations={items}
                busy={sending.isPending ? sending.variables : undefined}
                onSendAgain={sending.mutate}
                onWithdraw={setWithdrawing}
              />
            </Stack>
          )
        }
      </Loaded>
      {withdrawing && <WithdrawQuestion invitation={withdrawing} onClose={() => setWithdrawing(null)} />}
      {sent?.link && (
        <Modal
          opened
          onClose={() => setSent(null)}
          title="The new link; the one before works no more"
          closeOnClickOutside={false}
        >
          <LinkToHandOver email={sent.email} link={sent.link} onClose={() => setSent(null)} />
        </Modal>
      )}
    </section>
  )
}

const columns = ['E-mail', 'Role', 'Invited by', 'Mail', 'Ends', 'Actions']

interface TableProps {
  invitations: Invitation[]
  /** The one that is being sent again. */
  busy: string | undefined
  onSendAgain: (id: string) => void
  onWithdraw: (invitation: Invitation) => void
}

function InvitationTable({ invitations, busy, onSendAgain, onWithdraw }: TableProps) {
  const { rights } = useMe()
  const rows = invitations.map((invitation) => ({
    id: invitation.id,
    cells: [
      <Text key="email" size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {invitation.email}
      </Text>,
      invitation.role,
      invitation.invitedBy,
      <Mail key="mail" invitation={invitation} />,
      invitation.expired ? (
        <Pill key="ends" tone="amber" words="Expired" />
      ) : (
        <Time key="ends" at={invitation.expiresAt} />
      ),
      mayGive(rights, invitation.role) ? (
        <Group key="actions" gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={busy === invitation.id}
            aria-label={`Send again to ${invitation.email}`}
            onClick={() => onSendAgain(invitation.id)}
          >
            Send again
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Withdraw ${invitation.email}`}
            onClick={() => onWithdraw(invitation)}
          >
            Withdraw
          </Button>
        </Group>
      ) : null,
    ],
  }))
  return <Rows label="Open invitations" columns={columns} rows={rows} />
}

function Mail({ invitation: { mail, mailProblem } }: { invitation: Invitation }) {
  return (
    <Stack gap={2} align="flex-start">
      <Pill {...mailStanding[mail]} />
      {mailProblem && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          The mail server said: {mailProblem}
        </Text>
      )}
    </Stack>
  )
}
