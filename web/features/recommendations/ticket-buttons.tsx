import { ActionIcon, Button, Group } from '@mantine/core'
import type { Recommendation } from '../../api/recommendations.ts'
import { useAllowed, useMe } from '../../api/session.ts'
import { useCreateTicket } from '../../shell/create-ticket.ts'
import { useShowPreview } from '../../shell/preview.ts'
import { Icon } from '../../ui/icon.tsx'

/** Absent while an open ticket is about it (AX18) and for those who may not create. */
export function TicketButtons({ recommendation }: { recommendation: Recommendation }) {
  const { id, title, ticket } = recommendation
  const mayCreate = useAllowed('tickets:create')
  const { activeConnection } = useMe()
  const createTicket = useCreateTicket()
  const showPreview = useShowPreview()
  if (!mayCreate || ticket?.open) return null
  return (
    <Group gap={4} wrap="nowrap">
      {activeConnection && (
        <ActionIcon
          variant="subtle"
          size={36}
          aria-label={`What would be sent: ${title}`}
          title="What would be sent"
          onClick={() => showPreview({ recommendationId: id })}
        >
          <Icon name="eye" />
        </ActionIcon>
      )}
      <Button
        variant="light"
        size="sm"
        aria-label={`Create Ticket: ${title}`}
        onClick={() => createTicket({ recommendationId: id })}
      >
        Create Ticket
      </Button>
    </Group>
  )
}
