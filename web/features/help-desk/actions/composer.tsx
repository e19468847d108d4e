import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import type { Visibility } from '../../../api/help-desk-actions.ts'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { orderedListQuery } from '../../../api/help-desk-lists.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { Icon } from '../../../ui/icon.tsx'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { Note } from '../../../ui/note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { ChooseFiles } from '../files/choose-files.tsx'
import { MarkdownHint } from '../markdown/hint.tsx'
import { useInstance } from '../ticket/use-hints.ts'
import { visibilityWords } from '../words.ts'
import { ActionFields } from './action-fields.tsx'
import { readersOf } from './readers.ts'
import { useSending } from './use-sending.ts'

/** Where an action is written; internal, until somebody says otherwise. */
export function Composer({ ticket }: { ticket: SupportTicket }) {
  const types = useQuery(orderedListQuery('action-types')).data ?? []
  const instance = useInstance(ticket)
  const usual = types.find(({ name }) => name.toLowerCase() === 'comment') ?? types[0]
  const [text, setText] = useState('')
  const [chosenType, setType] = useState<string>()
  const [visibility, setVisibility] = useState<Visibility>('internal')
  const [files, setFiles] = useState<File[]>([])
  const field = useRef<HTMLTextAreaElement>(null)
  const typeId = chosenType ?? usual?.id ?? ''
  const clear = () => {
    setText('')
    setFiles([])
    setVisibility('internal')
  }
  const { question } = useLeaveGuard(text.trim() !== '' || files.length > 0, clear)
  const { sending, isStored } = useSending(ticket.id, () => {
    clear()
    field.current?.focus()
  })
  // What is typed or chosen meanwhile would go with what is cleared afterwards.
  const isSending = sending.isPending
  const errors = fieldErrors(sending.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sending.mutate({ action: { text: text.trim(), typeId, visibility }, files })
  }
  return (
    <Paper component="form" withBorder p="md" radius="md" onSubmit={submit} aria-label="New action">
      <Stack gap="sm">
        <Textarea
          ref={field}
          label="New action"
          description={<MarkdownHint />}
          autosize
          minRows={3}
          maxRows={16}
          disabled={isStored}
          readOnly={isSending}
          value={text}
          error={errors['text']}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ActionFields
          types={types}
          typeId={typeId}
          visibility={visibility}
          onType={setType}
          onVisibility={setVisibility}
          disabled={isSending || isStored}
        />
        <Note
          tone={visibilityWords[visibility].tone}
          icon={visibility === 'public' ? 'eye' : 'lock'}
          role="status"
        >
          <Text size="sm">{readersOf({ visibility, typeId }, { ticket, instance })}</Text>
        </Note>
        <ChooseFiles files={files} disabled={isSending} onChange={setFiles} />
        {isStored && <Text size="sm">The action is written; not all of its files are stored yet.</Text>}
        {!errors['text'] && <ProblemNote error={sending.error} withFields />}
        <Group justify="flex-end">
          <Button
            type="submit"
            leftSection={<Icon name="comment" size={16} />}
            loading={sending.isPending}
            disabled={!text.trim()}
          >
            {isStored ? 'Send the rest' : 'Add action'}
          </Button>
        </Group>
      </Stack>
      {question}
    </Paper>
  )
}
