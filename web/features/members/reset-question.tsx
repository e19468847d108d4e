import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { resetTwoFactor, type Member } from '../../api/members.ts'
import { Confirm } from '../../ui/confirm.tsx'

/** For a member whose device is lost, and their backup codes with it. */
export function ResetQuestion({ member, onClose }: { member: Member; onClose: () => void }) {
  const { name, email } = member
  const queries = useQueryClient()
  const resetting = useMutation({
    mutationFn: () => resetTwoFactor(member.id),
    onSuccess: async () => {
      notifications.show({ color: 'green.8', message: `Two-factor of ${name} is off.` })
      onClose()
      await queries.invalidateQueries({ queryKey: ['members'] })
    },
  })
  return (
    <Confirm
      danger
      title={`Reset two-factor of ${name}?`}
      confirm="Reset"
      busy={resetting.isPending}
      error={resetting.error}
      onConfirm={() => resetting.mutate()}
      onCancel={onClose}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {name} is signed out everywhere, and then signs in with the password alone until they set two-factor
        up again. {email} is told by mail where the hub has a mail server.
      </Text>
      <Text size="sm">Make sure first that it is {name} who asks for it: by phone, or face to face.</Text>
    </Confirm>
  )
}
