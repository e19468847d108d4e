import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../../api/problem.ts'
import type { ServiceTicket } from '../../../api/service-tickets.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { longestComment } from './step-form.tsx'
import { useEvent } from './use-event.ts'

/** The `m` key comes here. */
export function CommentBox({ ticket }: { ticket: ServiceTicket }) {
  const [text, setText] = useState('')
  const { question } = useLeaveGuard(text.trim() !== '', () => setText(''))
  const adding = useEvent(ticket, () => setText(''))
  const fault = fieldErrors(adding.error)['comment']
  const submit = (event: FormEvent) => {
    event.preventDefault()
    adding.mutate({ comment: text.trim() })
  }
  return (
    <form onSubmit={submit} aria-label="New comment">
      <Stack gap="xs" mb="lg">
        <Textarea
          label="Comment"
          description={`${ticket.operator.displayName} reads it; the status stays as it is.`}
          data-comment
          autosize
          minRows={2}
          maxRows={12}
          maxLength={longestComment}
          value={text}
          error={fault}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {!fault && <ProblemNote error={adding.error} />}
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={adding.isPending} disabled={!text.trim()}>
            Comment
          </Button>
        </Group>
      </Stack>
      {question}
    </form>
  )
}
