import { Code, Stack, Text } from '@mantine/core'
import type { AuditEntry } from '../../api/audit.ts'
import { PageLink } from '../../ui/links.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Time } from '../../ui/time.tsx'
import { Changes } from './changes.tsx'
import { actionInWords } from './words.ts'

const columns = ['When', 'Who', 'What', 'To what', 'Before → after', 'Place']

const here = '/workspace/adminsettings/audit'

export function Entries({ entries }: { entries: AuditEntry[] }) {
  const rows = entries.map((entry) => ({
    id: entry.id,
    cells: [
      <Time key="at" at={entry.at} />,
      <Who key="actor" entry={entry} />,
      <Text key="action" size="sm" title={entry.action}>
        {actionInWords(entry.action)}
      </Text>,
      <Target key="target" entry={entry} />,
      <Changes key="changes" before={entry.before} after={entry.after} />,
      <Place key="place" entry={entry} />,
    ],
  }))
  return <Rows label="Audit" columns={columns} rows={rows} />
}

function Who({ entry: { actor, address } }: { entry: AuditEntry }) {
  return (
    <Stack gap={0} style={{ overflowWrap: 'anywhere' }}>
      <PageLink
        to={here}
        search={(search) => ({ ...search, actor: actor.id, after: undefined })}
        size="sm"
        title={`Only what ${actor.name} did`}
      >
        {actor.name}
      </PageLink>
      {address && (
        <Text size="xs" c="dimmed">
          {address}
        </Text>
      )}
    </Stack>
  )
}

function Target({ entry: { target } }: { entry: AuditEntry }) {
  if (!target) return null
  return (
    <PageLink
      to={here}
      search={(search) => ({ ...search, target: target.id, after: undefined })}
      size="sm"
      title="Only what was done to this"
      style={{ overflowWrap: 'anywhere' }}
    >
      {target.name || target.id}
    </PageLink>
  )
}

/** The hash stands whole in the export; here it is told apart by its beginning. */
function Place({ entry: { place, hash } }: { entry: AuditEntry }) {
  if (place === null) return 'In a moment'
  return (
    <Stack gap={0} align="flex-start">
      <Text size="sm">{place.toLocaleString('en')}</Text>
      {hash && <Code title={hash}>{hash.slice(0, 8)}</Code>}
    </Stack>
  )
}
