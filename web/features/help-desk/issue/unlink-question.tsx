import { Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { unlinkIssue } from '../../../api/issue-links.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { useDeskChanged } from '../ticket/use-desk-changed.ts'

interface UnlinkProps {
  ticket: SupportTicket
  link: NonNullable<SupportTicket['link']>
  onClose: () => void
}

export function UnlinkQuestion({ ticket, link, onClose }: UnlinkProps) {
  const onChanged = useDeskChanged()
  const unlinking = useMutation({
    mutationFn: () => unlinkIssue(ticket.id),
    onSuccess: (changed) => {
      onChanged(changed)
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Unlink ${ticket.alias} from ${link.issueKey}?`}
      confirm="Unlink"
      busy={unlinking.isPending}
      error={unlinking.error}
      onConfirm={() => unlinking.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        {link.issueKey} stays in Jira with its comments; only its way back to {ticket.alias} is ended. Status,
        fields and comments no longer go either way, and what is on its way to {link.issueKey} is not sent.
      </Text>
      <Text size="sm">
        {ticket.alias} keeps what came so far. It can be linked again, to this issue or another one.
      </Text>
    </Confirm>
  )
}
