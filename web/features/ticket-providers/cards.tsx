import { Group, Paper, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import type { Connection } from '../../api/connections.ts'
import type { ProviderInfo } from '../../api/providers.ts'
import { useAllowed } from '../../api/session.ts'
import { troubleOf } from '../../shell/trouble.ts'
import { Pill } from '../../ui/status-badge.tsx'
import { cardStateOf, isInUse } from './card-state.ts'
import classes from './cards.module.css'
import { DiscardDraft } from './discard-draft.tsx'
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
  const { connection, words, tone } = cardStateOf(provider.kind, connections)
  const mayManage = useAllowed('connections:manage')
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
        {connection && <CardFacts connection={connection} />}
        {mayManage && (
          <Group mt="auto" gap="xs" justify="space-between" mih={30}>
            <Text size="sm" c="var(--mantine-color-anchor)" aria-hidden>
              {stepWords(connection)}
            </Text>
            <div className={classes['above']}>
              {connection && isInUse(connection) && <QuickTest connection={connection} />}
              {connection?.state === 'draft' && <DiscardDraft draft={connection} />}
            </div>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

function CardFacts({ connection }: { connection: Connection }) {
  const trouble = troubleOf(connection)
  const { state, account, destinationLabel } = connection
  return (
    <>
      {trouble && (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Pill tone={trouble.tone} words={trouble.words} />
          <Text size="sm">{trouble.detail}</Text>
        </Group>
      )}
      {isInUse(connection) && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {[account?.name, destinationLabel].filter(Boolean).join(' · ')}
        </Text>
      )}
      {state === 'draft' && <Text size="sm">Not tried yet; no ticket goes there.</Text>}
    </>
  )
}

function stepWords(connection: Connection | null): string {
  if (connection?.state === 'draft') return 'Continue'
  return connection && isInUse(connection) ? 'Change' : 'Set up'
}
