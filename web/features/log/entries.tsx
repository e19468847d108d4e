import { Stack, Text } from '@mantine/core'
import type { LogEntry } from '../../api/log.ts'
import { useAllowed } from '../../api/session.ts'
import { FaultText } from '../../ui/fault-note.tsx'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import classes from './entries.module.css'
import { tones } from './words.ts'

const columns = ['Time', 'Level', 'What happened', 'Concerns', 'Connection']

export function Entries({ label, entries }: { label: string; entries: LogEntry[] }) {
  const rows = entries.map((entry) => ({
    id: entry.id,
    cells: [
      <Time key="at" at={entry.at} />,
      <Pill key="level" tone={tones[entry.level]} words={entry.level} />,
      <WhatHappened key="message" entry={entry} />,
      <Concerned key="concerns" entry={entry} />,
      <Instance key="connection" entry={entry} />,
    ],
  }))
  return <Rows label={label} columns={columns} rows={rows} />
}

function WhatHappened({ entry: { message, cause, fault } }: { entry: LogEntry }) {
  return (
    <Stack gap={4} miw={{ base: 0, sm: 280 }}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {message}
      </Text>
      {fault && (
        <details className={classes['more']}>
          <summary>Cause and remedy</summary>
          <Text size="sm" fw={600}>
            {cause}
          </Text>
          <FaultText fault={fault} />
        </details>
      )}
    </Stack>
  )
}

/** The one ticket, or everything, in which case the ticket is only where it was met. */
function Concerned({ entry: { concerns, ticket } }: { entry: LogEntry }) {
  const link = ticket && (
    <PageLink to="/tickets/$alias" params={{ alias: ticket.alias }} size="sm">
      {ticket.alias}
    </PageLink>
  )
  if (concerns === 'ticket') return link ?? <Text size="sm">A ticket that is gone</Text>
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm">{ticket ? 'General, met by' : 'General'}</Text>
      {link}
    </Stack>
  )
}

function Instance({ entry: { connection } }: { entry: LogEntry }) {
  const mayOpen = useAllowed('connections:read')
  if (!connection) return null
  if (!mayOpen) return <Text size="sm">{connection.name}</Text>
  return (
    <PageLink to="/workspace/adminsettings/ticket-providers" size="sm">
      {connection.name}
    </PageLink>
  )
}
