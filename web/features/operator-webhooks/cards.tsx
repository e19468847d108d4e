import { Button, Group, Paper, Stack, Switch, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  changeWebhook,
  tryWebhook,
  type OperatorWebhook,
  type TriedOperatorWebhook,
} from '../../api/operator-webhooks.ts'
import { countOf } from '../../ui/amounts.ts'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { useNow } from '../../ui/use-now.ts'
import { topicWords } from '../notifications/words.ts'
import type { Asked } from './page.tsx'

interface CardsProps {
  operatorId: string
  webhooks: OperatorWebhook[]
  onAsk: (asked: Asked) => void
}

export function WebhookCards({ operatorId, webhooks, onAsk }: CardsProps) {
  return (
    <Stack gap="md" maw={860}>
      {webhooks.map((webhook) => (
        <WebhookCard key={webhook.id} operatorId={operatorId} webhook={webhook} onAsk={onAsk} />
      ))}
    </Stack>
  )
}

interface CardProps {
  operatorId: string
  webhook: OperatorWebhook
  onAsk: (asked: Asked) => void
}

function WebhookCard({ operatorId, webhook, onAsk }: CardProps) {
  const { id, url, topics, isActive } = webhook
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['operator-webhooks'] })
  const switching = useMutation({
    mutationFn: (on: boolean) => changeWebhook({ operatorId, id }, { isActive: on }),
    onSettled: refresh,
  })
  const trying = useMutation({ mutationFn: () => tryWebhook({ operatorId, id }), onSettled: refresh })
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-label={url}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Text fw={600} style={{ overflowWrap: 'anywhere', flex: '1 1 16rem' }}>
            {url}
          </Text>
          <Switch
            label={isActive ? 'On' : 'Off'}
            aria-label={`Tell ${url}`}
            checked={isActive}
            disabled={switching.isPending}
            onChange={(event) => switching.mutate(event.currentTarget.checked)}
          />
        </Group>
        <Group gap="xs">
          {topics.map((topic) => (
            <Pill key={topic} tone="grey" words={topicWords[topic]} />
          ))}
        </Group>
        <Standing webhook={webhook} />
        <ProblemNote error={switching.error ?? trying.error} />
        {trying.data && <Tried tried={trying.data} />}
        <Group gap="xs">
          <Button size="xs" loading={trying.isPending} onClick={() => trying.mutate()}>
            Send a test
          </Button>
          <Button size="xs" variant="default" onClick={() => onAsk({ what: 'change', webhook })}>
            Change
          </Button>
          <Button size="xs" variant="default" onClick={() => onAsk({ what: 'rotate', webhook })}>
            New secret
          </Button>
          <Button size="xs" variant="default" onClick={() => onAsk({ what: 'remove', webhook })}>
            Remove
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

/** What holds it, and until when. */
function Standing({ webhook }: { webhook: OperatorWebhook }) {
  const { isActive, offBecause, heldUntil, heldBecause, failures, oldSecretUntil } = webhook
  return (
    <>
      {offBecause && (
        <Note tone="red" icon="alert" title="Switched off by the hub">
          <Text size="sm">{offBecause} Ask the partner for its new address, then switch it on.</Text>
        </Note>
      )}
      {isActive && heldUntil && (
        <Note tone="amber" icon="clock" title="What is due waits">
          <Text size="sm">
            {heldBecause} The next try is <Time at={heldUntil} />. A test that is taken ends the wait.
          </Text>
        </Note>
      )}
      {isActive && !heldUntil && failures > 0 && (
        <Text size="sm">{countOf({ count: failures, capped: false }, 'try', 'tries')} in vain in a row.</Text>
      )}
      {oldSecretUntil && <OldSecret until={oldSecretUntil} />}
    </>
  )
}

function OldSecret({ until }: { until: string }) {
  const now = useNow()
  if (Date.parse(until) <= now.getTime()) return null
  return (
    <Text size="sm" c="dimmed">
      The secret before the present one signs too; it stops <Time at={until} />.
    </Text>
  )
}

function Tried({ tried: { status, text, fault } }: { tried: TriedOperatorWebhook }) {
  if (fault) return <FaultNote fault={fault} title="The test was not taken" />
  return (
    <Note tone="green" icon="check" title={`The test was taken: HTTP ${status ?? ''}`} role="status">
      {text && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      )}
    </Note>
  )
}
