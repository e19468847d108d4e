import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Connection } from '../../api/connections.ts'
import type { ProviderInfo } from '../../api/providers.ts'
import { useAllowed } from '../../api/session.ts'
import { TextLink } from '../../ui/links.tsx'
import { ConnectionBanners } from './panels/banners.tsx'
import { ConnectionSettings } from './panels/settings.tsx'
import { SyncState } from './panels/sync-state.tsx'
import { UnmappedStatuses } from './panels/unmapped-statuses.tsx'

interface SectionProps {
  connection: Connection
  provider: ProviderInfo
  onDisconnect: () => void
  onReplaceCredential: () => void
}

/** One connection in use: how it is doing, and everything that can be set about it. */
export function ConnectionSection({ connection, provider, ...actions }: SectionProps) {
  const { name, state, primary } = connection
  const isInstance = state === 'active' && !primary
  const mayManage = useAllowed('connections:manage')
  const heading = `connection-${connection.id}`
  return (
    <Stack component="section" aria-labelledby={heading} gap="md">
      <Group justify="space-between">
        <Title order={2} size="h4" id={heading}>
          {state === 'active' ? name : `${name}: following old tickets`}
          {isInstance && ': instance of the help desk'}
        </Title>
        {mayManage && (state === 'following' || isInstance) && (
          <Button size="xs" variant="default" onClick={actions.onDisconnect}>
            {isInstance ? 'Disconnect instance' : 'Stop following'}
          </Button>
        )}
      </Group>
      {isInstance && (
        <Text size="sm">
          Only tickets of the help desk go there. What it does with them is set under{' '}
          <TextLink to="/workspace/adminsettings/jira" search={{ instance: connection.id }}>
            Integration: Jira
          </TextLink>
          .
        </Text>
      )}
      {state === 'following' && (
        <Text size="sm">
          Nothing is created there; the status of the tickets that are linked is kept in step.
        </Text>
      )}
      <ConnectionBanners
        connection={connection}
        mayManage={mayManage}
        onReplaceCredential={actions.onReplaceCredential}
      />
      <Paper withBorder p="md" radius="md">
        <SyncState
          connection={connection}
          mayManage={mayManage}
          onReplaceCredential={actions.onReplaceCredential}
        />
      </Paper>
      <UnmappedStatuses connection={connection} mayManage={mayManage} />
      {mayManage && <ConnectionSettings connection={connection} provider={provider} />}
    </Stack>
  )
}
