import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { removeWebhook, rotateSecret, type OperatorWebhook } from '../../api/operator-webhooks.ts'
import { Confirm } from '../../ui/confirm.tsx'
import type { Made } from './new-secret.tsx'

interface QuestionProps {
  operatorId: string
  webhook: OperatorWebhook
  onClose: () => void
}

export function RotateQuestion(props: QuestionProps & { onMade: (made: Made) => void }) {
  const { operatorId, webhook, onClose, onMade } = props
  const queries = useQueryClient()
  const rotating = useMutation({
    mutationFn: () => rotateSecret({ operatorId, id: webhook.id }),
    onSuccess: ({ secret }) => {
      void queries.invalidateQueries({ queryKey: ['operator-webhooks'] })
      onMade({ secret, words: 'The one before signs too for 24 hours.' })
    },
  })
  return (
    <Confirm
      title="Make a new secret?"
      confirm="Make a new secret"
      busy={rotating.isPending}
      error={rotating.error}
      onConfirm={() => rotating.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        For 24 hours each call is signed with both, so that the partner can change over without losing one.
        {webhook.oldSecretUntil && ' The secret before the present one stops to sign now.'}
      </Text>
    </Confirm>
  )
}

export function RemoveQuestion({ operatorId, webhook, onClose }: QuestionProps) {
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () => removeWebhook({ operatorId, id: webhook.id }),
    onSuccess: () => {
      for (const noun of ['operator-webhooks', 'notifications']) {
        void queries.invalidateQueries({ queryKey: [noun] })
      }
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title="Remove this webhook?"
      confirm="Remove"
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onCancel={onClose}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {webhook.url} is told nothing more. What it was not told yet is given up, and its secret is forgotten.
        To stop it for a while, switch it off instead.
      </Text>
    </Confirm>
  )
}
