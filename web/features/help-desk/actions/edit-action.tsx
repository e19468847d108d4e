import { Box, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { changeAction, type SupportAction } from '../../../api/help-desk-actions.ts'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { orderedListQuery } from '../../../api/help-desk-lists.ts'
import { fieldErrors, hasStatus } from '../../../api/problem.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { ChangeFault } from '../ticket/change-fault.tsx'
import { visibilityWords } from '../words.ts'
import { ActionFields } from './action-fields.tsx'
import classes from './actions.module.css'
import { changeOf, commentWords } from './action-change.ts'

interface EditActionProps {
  ticket: SupportTicket
  action: SupportAction
  onClose: () => void
}

/** Words, type and visibility; of what came from the tracker the words stay. */
export function EditAction({ ticket, action, onClose }: EditActionProps) {
  const queries = useQueryClient()
  // As it was when the form was opened: it may be restricted in Jira, or edited by somebody else, meanwhile.
  const [start] = useState(action)
  const [seen, setSeen] = useState<string | null | undefined>(action.editedAt)
  const [text, setText] = useState(action.text)
  const [typeId, setType] = useState(action.type.id)
  const [visibility, setVisibility] = useState(action.visibility)
  const known = useQuery(orderedListQuery('action-types')).data ?? []
  const types = known.some(({ id }) => id === action.type.id) ? known : [action.type, ...known]
  const isFromTracker = action.origin === 'tracker'
  const saving = useMutation({
    mutationFn: () => {
      const change = changeOf(start, { text: text.trim(), typeId, visibility })
      return changeAction(ticket.id, { id: action.id, change: { ...change, editedAt: seen } })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tickets', 'desk-actions', ticket.id] })
      onClose()
    },
    onError: (error) => {
      if (!hasStatus(error, 409)) return
      setSeen(undefined)
      void queries.invalidateQueries({ queryKey: ['tickets', 'desk-actions', ticket.id] })
    },
  })
  const isChanged = text !== start.text || typeId !== start.type.id || visibility !== start.visibility
  const { leave, question } = useLeaveGuard(isChanged && !saving.isSuccess, onClose)
  useFocusBack()
  const errors = fieldErrors(saving.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <Box
      component="form"
      className={classes['action']}
      data-tone={visibilityWords[visibility].tone}
      aria-label={`Edit the ${action.type.name} of ${action.author}`}
      onSubmit={submit}
    >
      <Stack gap="sm">
        {isFromTracker ? (
          <>
            <Markdown text={action.text} />
            <Text size="sm" c="dimmed">
              {action.author} wrote this in Jira: its words stay. Type and visibility can be changed.
            </Text>
          </>
        ) : (
          <Textarea
            label="Text"
            autoFocus
            autosize
            minRows={3}
            maxRows={16}
            value={text}
            error={errors['text']}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <ActionFields
          types={types}
          typeId={typeId}
          visibility={visibility}
          onType={setType}
          onVisibility={setVisibility}
        />
        {action.delivery && (
          <Text size="sm" c="dimmed">
            {commentWords(action.delivery.state, ticket.link?.issueKey ?? 'Jira')}
          </Text>
        )}
        {!errors['text'] && <ChangeFault error={saving.error} />}
        {seen === undefined && !isFromTracker && (
          <Box>
            <Text size="sm" fw={600}>
              As it is now
            </Text>
            <Markdown text={action.text} />
          </Box>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="sm" onClick={leave}>
            Cancel
          </Button>
          <Button type="submit" size="sm" loading={saving.isPending} disabled={!isChanged || !text.trim()}>
            Save
          </Button>
        </Group>
      </Stack>
      {question}
    </Box>
  )
}
