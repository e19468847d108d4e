import { ActionIcon, Box, Text } from '@mantine/core'
import { useState } from 'react'
import type { SupportAction } from '../../../api/help-desk-actions.ts'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Note } from '../../../ui/note.tsx'
import { Pill } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import { visibilityWords } from '../words.ts'
import { CommentState } from './comment-state.tsx'
import classes from './actions.module.css'
import { DeleteAction } from './delete-action.tsx'
import { EditAction } from './edit-action.tsx'

interface EntryProps {
  ticket: SupportTicket
  action: SupportAction
  mayWrite: boolean
}

export function ActionEntry({ ticket, action, mayWrite }: EntryProps) {
  const [doing, setDoing] = useState<'edit' | 'delete' | null>(null)
  const { type, visibility, origin, author, text, lost, at, editedAt, delivery } = action
  const stop = () => setDoing(null)
  const which = `${type.name} of ${author}`
  if (doing === 'edit') return <EditAction ticket={ticket} action={action} onClose={stop} />
  return (
    <Box
      component="article"
      className={classes['action']}
      data-tone={visibilityWords[visibility].tone}
      aria-label={which}
    >
      <div className={classes['head']}>
        <div className={classes['who']}>
          <Text span size="sm" fw={600}>
            {author}
          </Text>
          <Text span size="sm" c="dimmed">
            {type.name} · <Time at={at} />
            {editedAt && (
              <>
                {' '}
                · edited <Time at={editedAt} />
              </>
            )}
          </Text>
          <Pill {...visibilityWords[visibility]} />
          {origin === 'tracker' && (
            <Pill tone="grey" words="from Jira" hint="Came as a comment of the issue" />
          )}
        </div>
        {mayWrite && (
          <span className={classes['buttons']}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Edit the ${which}`}
              onClick={() => setDoing('edit')}
            >
              <Icon name="edit" size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Delete the ${which}`}
              onClick={() => setDoing('delete')}
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          </span>
        )}
      </div>
      <Markdown text={text} />
      {lost.length > 0 && (
        <Box mt="xs">
          <Note tone="amber" icon="alert" title="What could not be carried over from Jira">
            <Text size="sm">{lost.join(', ')}</Text>
          </Note>
        </Box>
      )}
      <CommentState delivery={delivery} issueKey={ticket.link?.issueKey} />
      {doing === 'delete' && <DeleteAction ticketId={ticket.id} action={action} onClose={stop} />}
    </Box>
  )
}
