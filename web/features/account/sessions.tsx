import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endSession, sessionsQuery, type Session } from '../../api/account.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Section } from '../../ui/section.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { EverywhereQuestion } from './everywhere-question.tsx'

/** Where the person is signed in. */
export function Sessions() {
  const query = useQuery(sessionsQuery)
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title="Sessions"
      lead="Where you are signed in. A session ends after a day without use, and after seven days in any case."
      actions={
        <Button variant="default" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      }
    >
      <Loaded query={query} skeleton={<LoadingRows rows={2} />}>
        {(sessions) => (
          <>
            <SessionTable sessions={sessions} />
            {asking && <EverywhereQuestion count={sessions.length} onClose={() => setAsking(false)} />}
          </>
        )}
      </Loaded>
    </Section>
  )
}

const columns = ['Device', 'Address', 'Since', 'Last used', 'Ends at the latest', 'End']

function SessionTable({ sessions }: { sessions: Session[] }) {
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: endSession,
    onSettled: () => queries.invalidateQueries(sessionsQuery),
  })
  const rows = sessions.map(({ id, current, device, address, since, lastSeenAt, expiresAt }) => ({
    id,
    cells: [
      <Group key="device" gap="xs">
        <Text span size="sm" fw={600}>
          {device}
        </Text>
        {current && <Pill tone="green" words="This one" />}
      </Group>,
      address,
      <Time key="since" at={since} />,
      <Time key="seen" at={lastSeenAt} />,
      <Time key="ends" at={expiresAt} />,
      current ? null : (
        <Button
          key="end"
          size="compact-sm"
          variant="default"
          loading={ending.isPending && ending.variables === id}
          aria-label={`End the session of ${device}`}
          onClick={() => ending.mutate(id)}
        >
          End
        </Button>
      ),
    ],
  }))
  return (
    <>
      <RefusalNote error={ending.error} />
      <Rows label="Sessions" columns={columns} rows={rows} />
    </>
  )
}
