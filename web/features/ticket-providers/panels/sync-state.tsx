import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { actOnConnection, type Connection } from '../../../api/connections.ts'
import { FactList } from '../../../ui/fact-list.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { PageLink } from '../../../ui/links.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Time } from '../../../ui/time.tsx'
import { CredentialFact } from './credential-fact.tsx'

interface SyncStateProps {
  connection: Connection
  mayManage: boolean
  onReplaceCredential: () => void
}

export function SyncState({ connection, mayManage, onReplaceCredential }: SyncStateProps) {
  const { sync, counts, settings, account, destinationLabel, paused, credential } = connection
  const isOffered = credential.warnDays !== null || paused?.fault.kind === 'unauthorized'
  const onReplace = mayManage && connection.state === 'active' && !isOffered ? onReplaceCredential : undefined
  const queries = useQueryClient()
  const syncing = useMutation({
    mutationFn: () => actOnConnection(connection.id, 'sync'),
    onSettled: () =>
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'providers' }),
  })
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="sm">
        <FactList
          facts={[
            { label: 'Account', value: account?.name },
            { label: 'Credential', value: <CredentialFact credential={credential} onReplace={onReplace} /> },
            { label: 'Default route', value: destinationLabel },
            { label: 'Polled', value: <Time at={sync.lastPolledAt} /> },
            {
              label: 'Next poll',
              value: paused ? (
                'paused'
              ) : (
                <Time at={sync.nextPollAt} never={`every ${settings.pollMinutes} minutes`} />
              ),
            },
            { label: 'Last webhook', value: <Time at={sync.lastWebhookAt} /> },
          ]}
        />
        <FactList
          facts={[
            { label: 'Linked tickets', value: counts.linked },
            {
              label: 'On the way',
              value: (
                <Count count={counts.waiting} search={{ delivery: 'queued,sending,waiting,checking' }} />
              ),
            },
            {
              label: 'Need a decision',
              value: <Count count={counts.attention} search={{ delivery: 'attention' }} />,
            },
            {
              label: 'Unmapped status',
              value: <Count count={counts.unmapped} search={{ unmapped: 'true' }} />,
            },
          ]}
        />
      </SimpleGrid>
      <ProblemNote error={syncing.error} />
      {mayManage && (
        <Group>
          <Button
            size="xs"
            variant="light"
            leftSection={<Icon name="sync" size={14} />}
            loading={syncing.isPending}
            onClick={() => syncing.mutate()}
          >
            Sync now
          </Button>
          {syncing.isSuccess && (
            <Text size="sm" c="dimmed" role="status">
              The hub reads what has changed.
            </Text>
          )}
        </Group>
      )}
    </Stack>
  )
}

/** A count that leads to what was counted. */
function Count({ count, search }: { count: number; search: { delivery?: string; unmapped?: string } }) {
  if (count === 0) return <>0</>
  return (
    <PageLink to="/tickets" search={search} inherit>
      {count}
    </PageLink>
  )
}
