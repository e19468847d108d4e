import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { invite, type Role, type SentInvitation } from '../../api/members.ts'
import { fieldErrors } from '../../api/problem.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { LinkToHandOver } from './link-to-hand-over.tsx'
import { RoleFields } from './role-fields.tsx'

/** Invites somebody; where no mail server brings the link, shows it once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [sent, setSent] = useState<SentInvitation | null>(null)
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty && sent === null, onClose)
  useFocusBack()
  const onSent = (invitation: SentInvitation) => {
    if (invitation.link !== null) return setSent(invitation)
    notifications.show({ color: 'green.8', message: `An invitation goes to ${invitation.email} by mail.` })
    return onClose()
  }
  return (
    <Modal
      opened
      onClose={leave}
      title={sent ? 'The link of the invitation' : 'Invite somebody'}
      closeOnClickOutside={!sent && !dirty}
    >
      {sent?.link ? (
        <LinkToHandOver email={sent.email} link={sent.link} onClose={onClose} />
      ) : (
        <InviteForm onDirty={setDirty} onSent={onSent} onLeave={leave} />
      )}
      {question}
    </Modal>
  )
}

interface FormProps {
  onDirty: (dirty: boolean) => void
  onSent: (invitation: SentInvitation) => void
  onLeave: () => void
}

function InviteForm({ onDirty, onSent, onLeave }: FormProps) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const queries = useQueryClient()
  const inviting = useMutation({
    mutationFn: () => invite({ email: email.trim(), role }),
    onSuccess: (sent) => {
      void queries.invalidateQueries({ queryKey: ['invitations'] })
      onSent(sent)
    },
  })
  const errors = fieldErrors(inviting.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    inviting.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="E-mail"
          type="email"
          description="The link works for seven days, once, and only for this address."
          autoComplete="off"
          data-autofocus
          maxLength={254}
          value={email}
          error={errors['email']}
          onChange={(event) => {
            setEmail(event.currentTarget.value)
            onDirty(event.currentTarget.value.trim() !== '')
          }}
        />
        <RoleFields value={role} error={errors['role']} onChange={setRole} />
        <RefusalNote error={inviting.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onLeave}>
            Cancel
          </Button>
          <Button type="submit" loading={inviting.isPending} disabled={!email.trim()}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
