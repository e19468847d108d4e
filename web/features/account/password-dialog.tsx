import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { changePassword } from '../../api/account.ts'
import { fieldErrors } from '../../api/problem.ts'
import { NewPasswordInput } from '../../ui/new-password-input.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const [currentPassword, setCurrentPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const queries = useQueryClient()
  useFocusBack()
  const changing = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      const message = 'Your password is changed, and your other sessions have ended.'
      notifications.show({ color: 'green.8', message })
      onClose()
      await queries.invalidateQueries({ queryKey: ['account'] })
    },
  })
  const errors = fieldErrors(changing.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    changing.mutate({ currentPassword, newPassword })
  }
  return (
    <Modal opened onClose={onClose} title="Change your password" closeOnClickOutside={newPassword === ''}>
      <form onSubmit={submit}>
        <Stack>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            data-autofocus
            required
            withAsterisk={false}
            maxLength={128}
            value={currentPassword}
            error={errors['currentPassword']}
            onChange={(event) => setCurrentPassword(event.currentTarget.value)}
          />
          <NewPasswordInput
            label="New password"
            value={newPassword}
            error={errors['newPassword']}
            onChange={setNewPassword}
          />
          <RefusalNote error={changing.error} shown={['currentPassword', 'newPassword']} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={changing.isPending}
              disabled={currentPassword === '' || newPassword === ''}
            >
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
