import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { linkExisting, type Ticket } from '../../api/tickets.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { useTicketChanged } from './use-sync.ts'

export function LinkExistingDialog({
  ticket,
  onClose,
}: {
  ticket: Pick<Ticket, 'id' | 'alias'>
  onClose: () => void
}) {
  const [issue, setIssue] = useState('')
  const onChanged = useTicketChanged()
  useFocusBack()
  const linking = useMutation({
    mutationFn: () => linkExisting(ticket.id, issue.trim()),
    onSuccess: (changed) => {
      onChanged(changed)
      onClose()
    },
  })
  const fault = fieldErrors(linking.error)['issue']
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (issue.trim()) linking.mutate()
  }
  return (
    <Modal opened onClose={onClose} title="Link an existing issue" centered>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">
            {ticket.alias} is then followed through that issue, and nothing more is created for it.
          </Text>
          <TextInput
            label="Issue"
            description="Its key, or the address of its page in the tracker"
            data-autofocus
            value={issue}
            error={fault}
            onChange={(event) => setIssue(event.currentTarget.value)}
          />
          {!fault && <ProblemNote error={linking.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={linking.isPending} disabled={!issue.trim()}>
              Link
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
