import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { addComment, type Ticket } from '../../api/tickets.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useTicketChanged } from './use-sync.ts'

const longest = 10_000

export function CommentBox({ ticket }: { ticket: Ticket }) {
  const { link } = ticket
  if (!link) {
    return (
      <Text size="sm" c="dimmed" mb="md">
        Comments go to the issue in the tracker: they can be written once it exists.
      </Text>
    )
  }
  return link.state === 'linked' && link.following ? (
    <CommentForm ticket={ticket} issueKey={link.issueKey} />
  ) : null
}

function CommentForm({ ticket, issueKey }: { ticket: Ticket; issueKey: string }) {
  const [text, setText] = useState('')
  const onChanged = useTicketChanged()
  const { question } = useLeaveGuard(text.trim() !== '', () => setText(''))
  const commenting = useMutation({
    mutationFn: () => addComment(ticket.id, text.trim()),
    onSuccess: (changed) => {
      setText('')
      onChanged(changed)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    commenting.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" mb="lg">
        <Textarea
          label="Comment"
          description={`Is written to ${issueKey}, where everybody who sees the issue can read it.`}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={longest}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ProblemNote error={commenting.error} />
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={commenting.isPending} disabled={!text.trim()}>
            Comment
          </Button>
        </Group>
      </Stack>
      {question}
    </form>
  )
}
