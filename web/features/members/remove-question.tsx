import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { removeMember, type Member } from '../../api/members.ts'
import { useMe } from '../../api/session.ts'
import { some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Time } from '../../ui/time.tsx'
import { roleName } from './roles.ts'

interface QuestionProps {
  member: Member
  /** How many members there are with them; undefined where only a part is in sight. */
  count: number | undefined
  onClose: () => void
}

/** Says what goes and what stays before somebody is taken out of the workspace. */
export function RemoveQuestion({ member, count, onClose }: QuestionProps) {
  const { name, email, role, joinedAt, lastSeenAt } = member
  const { workspace } = useMe()
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () => removeMember(member.id),
    onSuccess: async () => {
      notifications.show({ color: 'green.8', message: `${name} is no longer a member.` })
      onClose()
      await queries.invalidateQueries({ queryKey: ['members'] })
    },
  })
  const remaining =
    count === undefined
      ? ''
      : `${some(count - 1, 'member')} ${count === 2 ? 'remains' : 'remain'} in ${workspace.name}. `
  return (
    <Confirm
      danger
      title={`Remove ${name}?`}
      confirm="Remove"
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onCancel={onClose}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {email} is {roleName(role)} here: joined <Time at={joinedAt} />, last seen <Time at={lastSeenAt} />.
        From now on each of their requests is refused, and pages that they have open hear nothing more within
        five seconds.
      </Text>
      <Text size="sm">
        {`What they did stays, under their name. ${remaining}To have them back, invite them again.`}
      </Text>
    </Confirm>
  )
}
