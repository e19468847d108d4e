import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { removeAction, type SupportAction } from '../../../api/help-desk-actions.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { commentAfterDeletion } from './action-change.ts'

interface DeleteActionProps {
  ticketId: string
  action: SupportAction
  onClose: () => void
}

export function DeleteAction({ ticketId, action, onClose }: DeleteActionProps) {
  const queries = useQueryClient()
  const deleting = useMutation({
    mutationFn: () => removeAction(ticketId, action.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tickets', 'desk-actions', ticketId] })
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Delete this ${action.type.name}?`}
      confirm="Delete"
      busy={deleting.isPending}
      error={deleting.error}
      onConfirm={() => deleting.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        What {action.author} wrote goes for good; the history says that it was there.
        {commentAfterDeletion(action)}
      </Text>
    </Confirm>
  )
}
