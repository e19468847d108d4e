import { Accordion, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Connection } from '../../api/connections.ts'
import type { ProviderInfo } from '../../api/providers.ts'
import { useAllowed } from '../../api/session.ts'
import { ConnectionBanners } from './panels/banners.tsx'
import { Limits } from './panels/limits.tsx'
import { Priorities } from './panels/priorities.tsx'
import { StatusTable } from './panels/status-table.tsx'
import { SyncState } from './panels/sync-state.tsx'
import { UnmappedStatuses } from './panels/unmapped-statuses.tsx'
import { Webhook } from './panels/webhook.tsx'

interface SectionProps {
  connection: Connection
  provider: ProviderInfo
  onDisconnect: () => void
}

/** One connection in use: how it is doing, and everything that can be set about it. */
export function ConnectionSection({ connection, provider, onDisconnect }: SectionProps) {
  const { name, state, settings } = connection
  const mayManage = useAllowed('connections:manage')
  const heading = `connection-${connection.id}`
  // Saved settings start the forms afresh.
  const saved = JSON.stringify(settings)
  return (
    <Stack component="section" aria-labelledby={heading} gap="md">
      <Group justify="space-between">
        <Title order={2} size="h4" id={heading}>
          {state === 'active' ? name : `${name}: following old tickets`}
        </Title>
        {state === 'following' && mayManage && (
          <Button size="xs" variant="default" onClick={onDisconnect}>
            Stop following
          </Button>
        )}
      </Group>
      {state === 'following' && (
        <Text size="sm">
          Nothing is created there; the status of the tickets that are linked is kept in step.
        </Text>
      )}
      <ConnectionBanners connection={connection} mayManage={mayManage} />
      <Paper withBorder p="md" radius="md">
        <SyncState connection={connection} mayManage={mayManage} />
      </Paper>
      <UnmappedStatuses connection={connection} mayManage={mayManage} />
      {mayManage && (
        <Accordion variant="contained" multiple order={3}>
          <Accordion.Item value="statuses">
            <Accordion.Control>Statuses and their categories</Accordion.Control>
            <Accordion.Panel>
              <StatusTable connection={connection} provider={provider} />
            </Accordion.Panel>
          </Accordion.Item>
          {state === 'active' && (
            <Accordion.Item value="priorities">
              <Accordion.Control>Priorities</Accordion.Control>
              <Accordion.Panel>
                <Priorities key={saved} connection={connection} provider={provider} />
              </Accordion.Panel>
            </Accordion.Item>
          )}
          {connection.webhook && provider.webhook && (
            <Accordion.Item value="webhook">
              <Accordion.Control>Webhook: changes at once instead of with the next poll</Accordion.Control>
              <Accordion.Panel>
                <Webhook
                  connection={connection}
                  webhook={connection.webhook}
                  steps={provider.webhook.steps}
                />
              </Accordion.Panel>
            </Accordion.Item>
          )}
          <Accordion.Item value="limits">
            <Accordion.Control>Polling and rate limit</Accordion.Control>
            <Accordion.Panel>
              <Limits key={saved} connection={connection} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Stack>
  )
}
