import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { forwardServiceTicket, type ServiceTicket } from '../../../api/service-tickets.ts'
import { useAllowed, useMe } from '../../../api/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import { OutsideLink } from '../../../ui/links.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Time } from '../../../ui/time.tsx'
import { Why } from '../../../ui/why.tsx'
import { useSync } from '../../ticket/use-sync.ts'
import { FactBox } from './fact-box.tsx'
import { useTicketKnown } from './use-event.ts'

/** The ticket’s issue; where there is none and could be one, the step to it (DX33). */
export function IssueBox({ ticket }: { ticket: ServiceTicket }) {
  const { activeConnection } = useMe()
  const mayAct = useAllowed('tickets:act')
  const { link, delivery, waitsFor } = ticket
  if (link) return <Issue ticket={ticket} link={link} mayAct={mayAct} />
  const isUnderWay = delivery !== null && delivery.state !== 'cancelled'
  if (isUnderWay || !activeConnection || !mayAct || waitsFor === null) return null
  return <NoIssue ticket={ticket} tracker={activeConnection.name} />
}

interface IssueProps {
  ticket: ServiceTicket
  link: NonNullable<ServiceTicket['link']>
  mayAct: boolean
}

function Issue({ ticket, link, mayAct }: IssueProps) {
  const sync = useSync(ticket)
  const facts = [
    { label: 'Issue', value: <OutsideLink href={link.url}>{link.issueKey}</OutsideLink> },
    {
      label: 'Status',
      value: (
        <Stack gap={2} align="flex-start">
          {link.rawStatus ?? 'not read yet'}
          <Why reason={link.statusReason} />
        </Stack>
      ),
    },
    { label: 'Assignee', value: link.assignee ?? 'nobody' },
    { label: 'Last synced', value: <Time at={link.lastSyncedAt} /> },
  ]
  return (
    <FactBox title="In the tracker" facts={facts}>
      {mayAct && link.following && (
        <Button
          size="compact-sm"
          variant="light"
          mt="sm"
          leftSection={<Icon name="sync" size={14} />}
          loading={sync.isPending}
          onClick={() => sync.mutate()}
        >
          Sync now
        </Button>
      )}
      <ProblemNote error={sync.error} />
    </FactBox>
  )
}

function NoIssue({ ticket, tracker }: { ticket: ServiceTicket; tracker: string }) {
  const onKnown = useTicketKnown()
  const forwarding = useMutation({ mutationFn: () => forwardServiceTicket(ticket.id), onSuccess: onKnown })
  return (
    <FactBox title="In the tracker" facts={[]}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm" c="dimmed">
          It has no issue there. One can be made of it: what is said here is written there, and its status
          comes back.
        </Text>
        <Button
          size="compact-sm"
          variant="light"
          loading={forwarding.isPending}
          onClick={() => forwarding.mutate()}
        >
          Create an issue in {tracker}
        </Button>
        <ProblemNote error={forwarding.error} />
      </Stack>
    </FactBox>
  )
}
