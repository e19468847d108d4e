import { Box, Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { historyFile, historyQuery } from '../../../api/help-desk-actions.ts'
import type { TicketEvent } from '../../../api/tickets.ts'
import { countOf } from '../../../ui/amounts.ts'
import { downloadOf } from '../../../ui/download.ts'
import { FaultText } from '../../../ui/fault-note.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { Failed, LoadingRows } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time.tsx'
import classes from '../../ticket/timeline.module.css'

/** Everything that happened to the ticket, newest first, errors of its issue with them (C56). */
export function History({ ticketId }: { ticketId: string }) {
  const query = useInfiniteQuery(historyQuery(ticketId))
  if (query.isPending) return <LoadingRows rows={5} />
  if (!query.data) return <Failed error={query.error} retry={() => void query.refetch()} />
  const events = query.data.pages.flatMap((page) => page.items)
  const total = query.data.pages[0]?.total
  return (
    <>
      <Group justify="space-between" mb="md">
        <Text size="sm" c="dimmed">
          {total && countOf(total, 'entry', 'entries')}, newest first
        </Text>
        <Button
          component="a"
          variant="default"
          size="xs"
          {...downloadOf(historyFile(ticketId), 'history.csv')}
        >
          Export CSV
        </Button>
      </Group>
      <ol className={classes['timeline']} aria-label="History">
        {events.map((event) => (
          <li key={event.id} className={classes['entry']}>
            <Entry event={event} />
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
  edit: 'edit',
  status: 'ticket',
  action: 'comment',
  comment: 'comment',
  attachment: 'file',
  link: 'open',
  sync: 'sync',
  error: 'alert',
  delivery: 'right',
}

const actors: Record<string, string> = { hub: 'Crosstie', tracker: 'Jira' }

function Entry({ event: { kind, actor, text, at, reason, fault } }: { event: TicketEvent }) {
  return (
    <>
      <span className={classes['mark']} data-tone={fault || kind === 'error' ? 'red' : 'grey'}>
        <Icon name={fault ? 'alert' : (icons[kind] ?? 'right')} size={15} />
      </span>
      <Box className={classes['what']} style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {text}
        </Text>
        {reason && !text.includes(reason.because) && (
          <Text size="sm" c="dimmed">
            {reason.because}
          </Text>
        )}
        {reason?.setAside && reason.setAside.length > 0 && (
          <Text size="sm" c="dimmed">
            Set aside: {reason.setAside.join(', ')}
          </Text>
        )}
        {fault && <FaultText fault={fault} />}
        <Text size="xs" c="dimmed" component="div">
          {actors[actor] ?? actor} · {kind} · <Time at={at} />
          {reason && ` · rule: ${reason.rule}${reason.fallback ? ', as a fallback' : ''}`}
        </Text>
      </Box>
    </>
  )
}
