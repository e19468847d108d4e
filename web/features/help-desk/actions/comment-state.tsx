import { Group, Text } from '@mantine/core'
import type { SupportAction } from '../../../api/help-desk-actions.ts'
import { DeliveryBadge, Pill } from '../../../ui/status-badge.tsx'

interface CommentStateProps {
  delivery: SupportAction['delivery']
  issueKey: string | undefined
}

/** How the action’s comment in the tracker stands; nothing where it has none. */
export function CommentState({ delivery, issueKey }: CommentStateProps) {
  if (!delivery) return null
  return (
    <Group gap="xs" mt="xs">
      <Text span size="xs" c="dimmed">
        Comment in {issueKey ?? 'Jira'}
      </Text>
      {delivery.state === 'done' ? (
        <Pill tone="green" words="Written" />
      ) : (
        <DeliveryBadge state={delivery.state} />
      )}
      {delivery.waitingFor && (
        <Text span size="xs" c="dimmed">
          {delivery.waitingFor}
        </Text>
      )}
    </Group>
  )
}
