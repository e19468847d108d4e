import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeRole, type Member } from '../../api/members.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { RoleFields } from './role-fields.tsx'
import { asRole, roleName } from './roles.ts'

export function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const [role, setRole] = useState(asRole(member.role))
  const queries = useQueryClient()
  useFocusBack()
  const changing = useMutation({
    mutationFn: () => changeRole(member.id, role),
    onSuccess: async () => {
      notifications.show({ color: 'green.8', message: `${member.name} is now ${roleName(role)}.` })
      onClose()
      if (member.you) await queries.invalidateQueries({ queryKey: ['me'] })
      await queries.invalidateQueries({ queryKey: ['members'] })
    },
  })
  return (
    <Modal opened onClose={onClose} title={`The role of ${member.name}`}>
      <Stack>
        <RoleFields value={role} onChange={setRole} />
        <Text size="sm" c="dimmed">
          It holds from the next request on.
          {member.you && ' This is you: what the new role does not have is gone for you at once.'}
        </Text>
        <ProblemNote error={changing.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={changing.isPending}
            disabled={role === member.role}
            onClick={() => changing.mutate()}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
