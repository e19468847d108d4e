import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { endAllSessions } from '../../api/account.ts'
import { forgetWorkspace } from '../../api/workspace-choice.ts'
import { some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'

export function EverywhereQuestion({ count, onClose }: { count: number; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const ending = useMutation({
    mutationFn: endAllSessions,
    onSuccess: async () => {
      forgetWorkspace()
      await navigate({ to: '/sign-in' })
      queries.clear()
    },
  })
  return (
    <Confirm
      title="Sign out everywhere?"
      confirm="Sign out everywhere"
      busy={ending.isPending}
      error={ending.error}
      onConfirm={() => ending.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        {`${some(count, 'session')} end${count === 1 ? 's' : ''}, this one with them. You then sign in anew.`}
      </Text>
    </Confirm>
  )
}
