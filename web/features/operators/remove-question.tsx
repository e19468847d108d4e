import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { removeOperator, type Operator } from '../../api/operators.ts'
import { hasStatus } from '../../api/problem.ts'
import { some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'

interface QuestionProps {
  operator: Operator
  onClose: () => void
  onRemoved: () => void
}

/** Says in numbers what goes and what stays before an operator is taken out of use. */
export function RemoveQuestion({ operator, onClose, onRemoved }: QuestionProps) {
  const { id, name, tokens, openTickets, services } = operator
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () => removeOperator(id, { force: openTickets > 0 }),
    onSuccess: () => {
      notifications.show({ color: 'green.8', message: `The operator ${name} is removed.` })
      onRemoved()
      queries.removeQueries({ queryKey: ['operators', 'one', id] })
      void queries.invalidateQueries({ queryKey: ['operators'] })
    },
    // A ticket came meanwhile: the question is asked again with it in its numbers.
    onError: (error) => {
      if (hasStatus(error, 409)) void queries.invalidateQueries({ queryKey: ['operators', 'one', id] })
    },
  })
  return (
    <Confirm
      danger
      title={`Remove ${name}?`}
      confirm={openTickets > 0 ? 'Remove all the same' : 'Remove'}
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        {`Its programs are refused from now on: ${some(tokens, 'token')} and its webhooks go out of use, for good.`}
      </Text>
      {openTickets > 0 && (
        <Text size="sm" fw={600}>
          {`It has ${some(openTickets, 'open ticket')}. What is open stays, and from then on only your desk can go on with it.`}
        </Text>
      )}
      <Text size="sm">
        {`Its tickets stay. So ${services === 1 ? 'does' : 'do'} ${some(services, 'service')}, until registered for another operator.`}
      </Text>
    </Confirm>
  )
}
