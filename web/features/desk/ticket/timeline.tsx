import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { serviceTimelineQuery, type ServiceTicket } from '../../../api/service-tickets.ts'
import { Failed, LoadingRows } from '../../../ui/states.tsx'
import { Event, Steps } from '../../ticket/timeline.tsx'
import classes from '../../ticket/timeline.module.css'
import { foldEntries, type Told } from './fold-entries.ts'
import { PartyEvent } from './party-event.tsx'

/** What operator and desk did and said, newest first; the steps between hub and tracker are folded. */
export function ServiceTimeline({ ticket }: { ticket: ServiceTicket }) {
  const query = useInfiniteQuery(serviceTimelineQuery(ticket.id))
  if (query.isPending) return <LoadingRows rows={4} />
  if (!query.data) return <Failed error={query.error} retry={() => void query.refetch()} />
  const entries = query.data.pages.flatMap((page) => page.items)
  return (
    <>
      <ol className={classes['timeline']}>
        {foldEntries(entries).map((told) => (
          <li key={told.id} className={classes['entry']}>
            <Entry told={told} ticket={ticket} />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load older
        </Button>
      )}
    </>
  )
}

function Entry({ told, ticket }: { told: Told; ticket: ServiceTicket }) {
  if (told.shown === 'party') {
    return <PartyEvent entry={told.entry} isOpening={told.entry.at === ticket.createdAt} />
  }
  return told.shown === 'event' ? <Event event={told.event} /> : <Steps events={told.events} />
}
