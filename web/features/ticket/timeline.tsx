import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { eventsQuery, type TicketEvent } from '../../api/tickets.ts'
import { some } from '../../ui/amounts.ts'
import { FaultText } from '../../ui/fault-note.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Failed, LoadingRows } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { Why } from '../../ui/why.tsx'
import { foldEvents } from './fold-events.ts'
import classes from './timeline.module.css'

/** What happened, newest first; the steps between hub and tracker are folded. */
export function Timeline({ ticketId }: { ticketId: string }) {
  const query = useInfiniteQuery(eventsQuery(ticketId))
  if (query.isPending) return <LoadingRows rows={4} />
  if (!query.data) return <Failed error={query.error} retry={() => void query.refetch()} />
  const events = query.data.pages.flatMap((page) => page.items)
  if (events.length === 0) return <Text c="dimmed">Nothing has happened yet.</Text>
  return (
    <>
      <ol className={classes['timeline']}>
        {foldEvents(events).map((entry) => (
          <li key={entry.id} className={classes['entry']}>
            {entry.shown === 'event' ? <Event event={entry.event} /> : <Steps events={entry.events} />}
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

const icons: Record<string, IconName> = {
  created: 'plus',
  status: 'ticket',
  link: 'open',
  delivery: 'right',
  comment: 'comment',
  sync: 'sync',
  error: 'alert',
  alarm: 'alert',
  'write-back': 'right',
}

const actors: Record<string, string> = { hub: 'Crosstie', tracker: 'The tracker' }

export function Event({ event }: { event: TicketEvent }) {
  const { kind, actor, text, at, reason, fault } = event
  return (
    <>
      <span className={classes['mark']} data-tone={fault ? 'red' : 'grey'}>
        <Icon name={fault ? 'alert' : (icons[kind] ?? 'right')} size={15} />
      </span>
      <div className={classes['what']}>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {actors[actor] ?? actor} · <Time at={at} />
        </Text>
        {fault && <FaultText fault={fault} />}
        <Why reason={reason} />
      </div>
    </>
  )
}

export function Steps({ events }: { events: TicketEvent[] }) {
  return (
    <>
      <span className={classes['mark']} data-tone="grey">
        <Icon name="sync" size={15} />
      </span>
      <details className={classes['what']}>
        <summary>{some(events.length, 'sync step')}</summary>
        <ul className={classes['steps']}>
          {events.map(({ id, text, at }) => (
            <li key={id}>
              <Text size="sm" component="span">
                {text}
              </Text>{' '}
              <Text size="xs" c="dimmed" component="span">
                <Time at={at} />
              </Text>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
