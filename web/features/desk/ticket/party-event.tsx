import { Group, Text } from '@mantine/core'
import type { PartyEntry } from '../../../api/service-tickets.ts'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { Pill } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import classes from '../../ticket/timeline.module.css'
import { responsibilityWords, type NextStatus } from '../words.ts'
import own from './timeline.module.css'

const parties = {
  operator: { tone: 'blue', words: 'Operator' },
  desk: { tone: 'dark', words: 'Desk' },
} as const

const icons: Record<NextStatus, IconName> = {
  open: 'ticket',
  deferred: 'clock',
  cleared: 'check',
  closed: 'lock',
  canceled: 'cross',
  reopen: 'sync',
}

const did: Record<NextStatus, string> = {
  open: 'set it open',
  deferred: 'deferred it',
  cleared: 'cleared it',
  closed: 'closed it',
  canceled: 'canceled it',
  reopen: 'reopened it',
}

/** One event of a party: who, what, and what was said with it. */
export function PartyEvent({ entry, isOpening }: { entry: PartyEntry; isOpening: boolean }) {
  const { party, authorName, author, actor, status, comment, clearCode, at } = entry
  const { tone, words } = parties[party]
  const login = party === 'desk' ? actor : author
  return (
    <>
      <span className={classes['mark']} data-tone={tone}>
        <Icon name={status ? icons[status] : 'comment'} size={15} />
      </span>
      <div className={classes['what']} data-tone={tone}>
        <Group gap={6}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {authorName}
          </Text>
          <Pill tone={tone} words={words} />
          <Text size="sm">{isOpening ? 'opened the ticket' : status ? did[status] : 'commented'}</Text>
        </Group>
        <Text size="xs" c="dimmed" component="div">
          {login !== authorName && `${login} · `}
          <Time at={at} />
        </Text>
        {clearCode && (
          <Text size="sm" mt={4}>
            <strong>{clearCode.code}</strong>: {clearCode.means}.{' '}
            {responsibilityWords[clearCode.responsibility]} responsibility.
          </Text>
        )}
        {comment !== null && (
          <Text
            size="sm"
            className={own['said'] ?? ''}
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {comment}
          </Text>
        )}
      </div>
    </>
  )
}
