import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { fieldErrors, hasStatus, messageOf } from '../../../api/problem.ts'
import type { ClearCode, ServiceTicket } from '../../../api/service-tickets.ts'
import { Note } from '../../../ui/note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import type { NextStatus } from '../words.ts'
import { ClearCodeField } from './clear-code-field.tsx'
import { stepTexts } from './step-texts.ts'
import { useEvent } from './use-event.ts'

/** No comment is longer; the hub refuses it. */
export const longestComment = 20_000

interface StepFormProps {
  ticket: ServiceTicket
  status: NextStatus
  onDirty: (dirty: boolean) => void
  onDone: () => void
  onCancel: () => void
}

/** One change of the status with what has to be said with it. */
export function StepForm({ ticket, status, onDirty, onDone, onCancel }: StepFormProps) {
  const { what, confirm, comment, danger } = stepTexts[status]
  const [text, setText] = useState('')
  const [code, setCode] = useState<ClearCode['code'] | null>(null)
  const [tried, setTried] = useState(false)
  const adding = useEvent(ticket, onDone)
  const said = fieldErrors(adding.error)
  const needsCode = status === 'cleared'
  const missing = tried && comment.isRequired && !text.trim() ? comment.missing : undefined
  const codeMissing = tried && needsCode && !code ? 'Choose what it was.' : undefined
  const isAllowed = ticket.next.desk.includes(status)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if ((comment.isRequired && !text.trim()) || (needsCode && !code)) return
    adding.mutate({ status, comment: text.trim() || null, clearCode: code })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {isAllowed && <Text size="sm">{what(ticket)}</Text>}
        {needsCode && (
          <ClearCodeField value={code} error={codeMissing ?? said['clearCode']} onChange={setCode} />
        )}
        <Textarea
          label={comment.label}
          withAsterisk={comment.isRequired}
          data-autofocus={!needsCode}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={longestComment}
          value={text}
          error={missing ?? said['comment']}
          onChange={(event) => {
            setText(event.currentTarget.value)
            onDirty(event.currentTarget.value.trim() !== '')
          }}
        />
        <Fault error={adding.error} ticket={ticket} isAllowed={isAllowed} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Back
          </Button>
          <Button
            type="submit"
            loading={adding.isPending}
            disabled={!isAllowed}
            {...(danger ? { color: 'red.8' } : {})}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface FaultProps {
  error: unknown
  ticket: ServiceTicket
  isAllowed: boolean
}

/** Why it was not done; where somebody was quicker, what the ticket is now. */
function Fault({ error, ticket, isAllowed }: FaultProps) {
  if (isAllowed && !hasStatus(error, 409)) {
    return Object.keys(fieldErrors(error)).length === 0 && <ProblemNote error={error} />
  }
  return (
    <Note tone="amber" icon="alert" role="alert" title="Somebody was quicker">
      <Text size="sm">
        {error ? messageOf(error) : `${ticket.alias} is ${ticket.status} now.`} Nothing of yours was sent; the
        page behind shows how it stands.
      </Text>
    </Note>
  )
}
