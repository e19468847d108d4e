import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { deleteMapping, mappingsQuery, type Instance } from '../../../api/instances.ts'
import { Confirm } from '../../../ui/confirm.tsx'

export interface Deleted {
  kind: 'mappings' | 'type-mappings'
  id: string
  title: string
}

interface QuestionProps {
  instance: Instance
  of: Deleted
  onClose: () => void
}

export function DeleteQuestion({ instance, of: { kind, id, title }, onClose }: QuestionProps) {
  const queries = useQueryClient()
  const deleting = useMutation({
    mutationFn: () => deleteMapping(instance.id, { kind, mapping: id }),
    onSuccess: (left) => {
      queries.setQueryData(mappingsQuery(instance.id).queryKey, left)
      notifications.show({ color: 'green.8', message: `The mapping ${title} is deleted.` })
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Delete the mapping ${title}?`}
      confirm="Delete mapping"
      busy={deleting.isPending}
      error={deleting.error}
      onConfirm={() => deleting.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        {kind === 'mappings'
          ? 'What was sent to issues and taken over on tickets stays. From now on the field is neither sent nor taken over.'
          : 'Tickets and issues keep their types. From now on the equal name counts again, or the default type.'}
      </Text>
    </Confirm>
  )
}
