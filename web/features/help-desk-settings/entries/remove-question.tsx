import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { keyOf, removeEntry, usesQuery, type HelpDeskList } from '../../../api/help-desk-lists.ts'
import { messageOf } from '../../../api/problem.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import type { Entry } from './values.ts'
import { kindOf, listWords, removalWords } from './words.ts'

interface QuestionProps {
  list: HelpDeskList
  entry: Entry
  onClose: () => void
}

/** Says on how many tickets the entry stands before it goes off its list. */
export function RemoveQuestion({ list, entry: { id, name }, onClose }: QuestionProps) {
  const kind = kindOf(list)
  const { one } = listWords[kind]
  const uses = useQuery(usesQuery(list, id))
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () => removeEntry(list, id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keyOf(list) })
      void queries.invalidateQueries({ queryKey: ['mappings'] })
      notifications.show({ color: 'green.8', message: `The ${one} ${name} is off the list.` })
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Remove ${name}?`}
      confirm="Remove"
      busy={removing.isPending || uses.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onCancel={onClose}
    >
      <Text size="sm" role="status">
        {uses.data === undefined
          ? uses.error
            ? `How many have it could not be read: ${messageOf(uses.error)}`
            : 'Counting what has it…'
          : removalWords(kind, uses.data)}
      </Text>
      {kind === 'products' && (
        <Text size="sm">Its versions go with it; tickets that have one keep it as well.</Text>
      )}
    </Confirm>
  )
}
