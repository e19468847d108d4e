import { Button, List, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { connectionsQuery, createWebhookSecret, type Connection } from '../../../api/connections.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { CopyBlock } from '../../../ui/copy-block.tsx'
import { CopyField } from '../../../ui/copy-field.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { NewSecret } from './new-secret.tsx'

interface WebhookProps {
  connection: Connection
  webhook: NonNullable<Connection['webhook']>
  steps: string[]
}

export function Webhook({ connection, webhook, steps }: WebhookProps) {
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const creating = useMutation({
    mutationFn: () => createWebhookSecret(connection.id),
    onSuccess: () => void queries.invalidateQueries(connectionsQuery),
    onSettled: () => setAsking(false),
  })
  const { secretStored, script } = webhook
  return (
    <Stack maw={720}>
      <List type="ordered" size="sm" spacing={4}>
        {steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <CopyField label="Address for the webhook" value={creating.data?.url ?? webhook.url} />
      {creating.data ? (
        <NewSecret made={creating.data} />
      ) : (
        <>
          {script && <CopyBlock label={script.title} text={script.text} />}
          <Text size="sm">
            {secretStored
              ? 'A secret is stored. What arrives without it is refused; what arrives with it makes the hub read the issue again.'
              : 'There is no secret yet: until there is one, webhooks are refused and changes come with the next poll.'}
          </Text>
        </>
      )}
      <ProblemNote error={creating.error} />
      <Button
        size="sm"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        loading={creating.isPending}
        onClick={() => (secretStored ? setAsking(true) : creating.mutate())}
      >
        {secretStored ? 'Replace secret' : 'Create secret'}
      </Button>
      {asking && (
        <Confirm
          danger
          title="Replace the webhook secret?"
          confirm="Replace"
          busy={creating.isPending}
          onConfirm={() => creating.mutate()}
          onCancel={() => setAsking(false)}
        >
          <Text size="sm">
            The stored secret stops being valid at once. Until the new one is in the tracker, changes arrive
            with the next poll.
          </Text>
        </Confirm>
      )}
    </Stack>
  )
}
