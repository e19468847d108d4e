import { Group, Paper, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import type { Connection } from '../../api/connections.ts'
import type { ProviderInfo } from '../../api/providers.ts'
import { useAllowed } from '../../api/session.ts'
import { Pill } from '../../ui/status-badge.tsx'
import { cardStateOf } from './card-state.ts'
import classes from './cards.module.css'
import { QuickTest } from './quick-test.tsx'

interface CardsProps {
  providers: ProviderInfo[]
  connections: Connection[]
  onSetUp: (provider: ProviderInfo) => void
}

export function ProviderCards({ providers, connections, onSetUp }: CardsProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
      {providers.map((provider) => (
        <ProviderCard
          key={provider.kind}
          provider={provider}
          connections={connections}
          onSetUp={() => onSetUp(provider)}
        />
      ))}
    </SimpleGrid>
  )
}

interface CardProps {
  provider: ProviderInfo
  connections: Connection[]
  onSetUp: () => void
}

/** The whole card opens the steps; what else can be pressed lies above that. */
function ProviderCard({ provider, connections, onSetUp }: CardProps) {
  const { connection, words, tone, attention } = cardStateOf(provider.kind, connections)
  const mayManage = useAllowed('connections:manage')
  const inUse = connection && connection.state !== 'disconnected'
  return (
    <Paper withBorder p="md" radius="md" className={classes['card']} data-open={mayManage}>
      <Stack gap="xs" h="100%">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h4">
            {mayManage ? (
              <UnstyledButton className={classes['open']} onClick={onSetUp} fz="inherit" fw="inherit">
                {provider.title}
              </UnstyledButton>
            ) : (
              provider.title
            )}
          </Title>
          <Pill tone={tone} words={words} />
        </Group>
        <Text size="sm" c="dimmed">
          {provider.summary}
        </Text>
        {attention && (
          <div>
            <Pill tone="red" words={attention} />
          </div>
        )}
        {inUse && (
          <Text size="sm">
            {[connection.account?.name, connection.destinationLabel].filter(Boolean).join(' · ')}
          </Text>
        )}
        <Group mt="auto" gap="xs" justify="space-between">
          <Text size="sm" c="var(--mantine-color-anchor)" aria-hidden>
            {mayManage && (inUse ? 'Change' : 'Set up')}
          </Text>
          {mayManage && inUse && (
            <div className={classes['above']}>
              <QuickTest connection={connection} />
            </div>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
