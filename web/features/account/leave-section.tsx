import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { leaveWorkspace } from '../../api/account.ts'
import { useMe } from '../../api/session.ts'
import { forgetWorkspace } from '../../api/workspace-choice.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Section } from '../../ui/section.tsx'
import { roleName } from '../members/roles.ts'

export function LeaveSection() {
  const { workspace, role } = useMe()
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title="This workspace"
      lead={`You are ${roleName(role)} in ${workspace.name}.`}
      actions={
        <Button variant="default" onClick={() => setAsking(true)}>
          Leave workspace
        </Button>
      }
    >
      {asking && <LeaveQuestion workspace={workspace.name} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function LeaveQuestion({ workspace, onClose }: { workspace: string; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leaving = useMutation({
    mutationFn: leaveWorkspace,
    onSuccess: async () => {
      notifications.show({ color: 'green.8', message: `You have left ${workspace}.` })
      forgetWorkspace()
      queries.removeQueries({ queryKey: ['me'] })
      await navigate({ to: '/' })
      queries.clear()
    },
  })
  return (
    <Confirm
      danger
      title={`Leave ${workspace}?`}
      confirm="Leave"
      busy={leaving.isPending}
      error={leaving.error}
      onConfirm={() => leaving.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        You see nothing of it any more. What you did stays, under your name. To come back you have to be
        invited again.
      </Text>
    </Confirm>
  )
}
