import { Button, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { actOnConnection, type Connection } from '../../../api/connections.ts'
import { FaultNote } from '../../../ui/fault-note.tsx'
import { Note } from '../../../ui/note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Time } from '../../../ui/time.tsx'
import { useNow } from '../../../ui/use-now.ts'

const soon = 14 * 86_400_000

/** What the connection needs from a person. */
export function ConnectionBanners({ connection, mayManage }: { connection: Connection; mayManage: boolean }) {
  const { paused, sync, account } = connection
  const now = useNow()
  const endsSoon = account?.expiresAt && Date.parse(account.expiresAt) - now.getTime() < soon
  return (
    <>
      {paused && <Paused connection={connection} paused={paused} mayManage={mayManage} />}
      {!paused && sync.fault && (
        <FaultNote fault={sync.fault} title="The last reading of statuses failed" tone="amber" />
      )}
      {endsSoon && (
        <Note tone="amber" icon="key" title="The credential ends soon">
          <Text size="sm">
            It ends <Time at={account.expiresAt} />. Create a new one, then walk through the steps from the
            card: nothing is disconnected meanwhile.
          </Text>
        </Note>
      )}
    </>
  )
}

interface PausedProps {
  connection: Connection
  paused: NonNullable<Connection['paused']>
  mayManage: boolean
}

function Paused({ connection, paused, mayManage }: PausedProps) {
  const queries = useQueryClient()
  const resuming = useMutation({
    mutationFn: () => actOnConnection(connection.id, 'resume'),
    onSettled: () =>
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'providers' }),
  })
  return (
    <FaultNote fault={paused.fault} title={`${connection.name} is paused`}>
      <Text size="sm">
        Since <Time at={paused.since} />.{' '}
        {paused.until ? (
          <>
            The hub tries again <Time at={paused.until} />.
          </>
        ) : (
          'It goes on when a test succeeds or you resume it.'
        )}{' '}
        Nothing is lost: tickets wait.
      </Text>
      <ProblemNote error={resuming.error} />
      {mayManage && (
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          loading={resuming.isPending}
          onClick={() => resuming.mutate()}
        >
          Resume now
        </Button>
      )}
    </FaultNote>
  )
}
