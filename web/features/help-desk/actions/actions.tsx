import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { actionsQuery } from '../../../api/help-desk-actions.ts'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { useAllowed } from '../../../api/session.ts'
import { Failed, LoadingRows } from '../../../ui/states.tsx'
import { ActionEntry } from './action-entry.tsx'
import classes from './actions.module.css'
import { Composer } from './composer.tsx'

/** What was written on the ticket, the oldest first, and where the next is written. */
export function Actions({ ticket }: { ticket: SupportTicket }) {
  const mayWrite = useAllowed('help-desk:write')
  const query = useInfiniteQuery(actionsQuery(ticket.id))
  if (query.isPending) return <LoadingRows rows={3} height={90} />
  if (!query.data) return <Failed error={query.error} retry={() => void query.refetch()} />
  const actions = query.data.pages.flatMap((page) => page.items)
  return (
    <>
      {actions.length === 0 && (
        <Text c="dimmed" size="sm" mb="md">
          Nothing has been written yet. Calls, e-mails and comments come here, those of the Jira issue as
          well.
        </Text>
      )}
      <ol className={classes['actions']} aria-label="Actions">
        {actions.map((action) => (
          <li key={action.id}>
            <ActionEntry ticket={ticket} action={action} mayWrite={mayWrite} />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button
          variant="default"
          mb="md"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load later ones
        </Button>
      )}
      {mayWrite && <Composer ticket={ticket} />}
    </>
  )
}
