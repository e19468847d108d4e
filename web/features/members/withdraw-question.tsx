import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { withdrawInvitation, type Invitation } from '../../api/members.ts'
import { Confirm } from '../../ui/confirm.tsx'

interface QuestionProps {
  invitation: Invitation
  onClose: () => void
}

export function WithdrawQuestion({ invitation: { id, email }, onClose }: QuestionProps) {
  const queries = useQueryClient()
  const withdrawing = useMutation({
    mutationFn: () => withdrawInvitation(id),
    onSuccess: async () => {
      notifications.show({ color: 'green.8', message: `The invitation of ${email} is withdrawn.` })
      onClose()
      await queries.invalidateQueries({ queryKey: ['invitations'] })
    },
  })
  return (
    <Confirm
      danger
      title="Withdraw this invitation?"
      confirm="Withdraw"
      busy={withdrawing.isPending}
      error={withdrawing.error}
      onConfirm={() => withdrawing.mutate()}
      onCancel={onClose}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        The link that {email} was given works no more. You can invite the address again at any time.
      </Text>
    </Confirm>
  )
}
