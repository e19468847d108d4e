import { Button, Stack, Text } from '@mantine/core'
import type { ServiceTicket } from '../../../api/service-tickets.ts'
import { some } from '../../../ui/amounts.ts'
import { TextLink } from '../../../ui/links.tsx'
import { Note } from '../../../ui/note.tsx'

interface BannersProps {
  ticket: ServiceTicket
  /** Begins to clear the ticket; absent for those who may only look. */
  onClear: (() => void) | undefined
}

/** What the desk should know before it does anything. */
export function Banners({ ticket, onClear }: BannersProps) {
  const { asksClearCode, note, failedNotifications, link, alias, next } = ticket
  return (
    <>
      {asksClearCode && (
        <Note tone="amber" icon="alert" role="status" title="The tracker says resolved: clear it with a code">
          <Stack gap="xs" align="flex-start">
            <Text size="sm">
              {link ? `${link.issueKey} is ${link.rawStatus ?? 'resolved'}. ` : ''}The operator learns of it
              once you say what it was.
            </Text>
            {onClear && next.desk.includes('cleared') && (
              <Button size="xs" onClick={onClear}>
                Clear with a code
              </Button>
            )}
          </Stack>
        </Note>
      )}
      {note && (
        <Note tone="amber" icon="search" title="Category and diagnostic do not agree">
          <Text size="sm">{note}</Text>
        </Note>
      )}
      {failedNotifications > 0 && (
        <Note
          tone="red"
          icon="failed"
          title={`${some(failedNotifications, 'notification')} could not be sent`}
        >
          <Text size="sm">
            The operator may not know of this ticket’s last changes.{' '}
            <TextLink to="/notifications" search={{ ticket: alias, state: 'failed' }}>
              See why, and send again
            </TextLink>
          </Text>
        </Note>
      )}
    </>
  )
}
