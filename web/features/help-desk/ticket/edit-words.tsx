import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { MarkdownHint } from '../markdown/hint.tsx'
import { ChangeFault } from './change-fault.tsx'
import { useTicketChange } from './use-desk-changed.ts'

/** Title and description. */
export function EditWords({ ticket, onClose }: { ticket: SupportTicket; onClose: () => void }) {
  const [start] = useState({ title: ticket.title, description: ticket.description })
  const [words, setWords] = useState(start)
  const saving = useTicketChange(ticket, onClose)
  const change = {
    ...(words.title === start.title ? {} : { title: words.title }),
    ...(words.description === start.description ? {} : { description: words.description }),
  }
  const isChanged = Object.keys(change).length > 0
  const { leave, question } = useLeaveGuard(isChanged && !saving.isSuccess, onClose)
  const narrow = useNarrow()
  useFocusBack()
  const errors = fieldErrors(saving.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(change)
  }
  return (
    <Modal
      opened
      onClose={leave}
      title={`Edit ${ticket.alias}`}
      size="lg"
      fullScreen={narrow}
      closeOnClickOutside={!isChanged}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label="Title"
            data-autofocus
            value={words.title}
            error={errors['title']}
            onChange={(event) => setWords({ ...words, title: event.currentTarget.value })}
          />
          <Textarea
            label="Description"
            description={<MarkdownHint />}
            autosize
            minRows={6}
            maxRows={20}
            value={words.description}
            error={errors['description']}
            onChange={(event) => setWords({ ...words, description: event.currentTarget.value })}
          />
          {ticket.link && (
            <Text size="sm" c="dimmed">
              {ticket.link.issueKey} keeps its own words: changes here are not sent there.
            </Text>
          )}
          {!errors['title'] && !errors['description'] && <ChangeFault error={saving.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={leave}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!isChanged}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
      {question}
    </Modal>
  )
}
