import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { applyAlarmRule, type AlarmRule, type AlarmRulePreview } from '../../api/alarm-rules.ts'
import { countOf, some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'

interface ApplyProps {
  rule: AlarmRule
  preview: AlarmRulePreview
  onClose: () => void
}

export function ApplyQuestion({ rule, preview, onClose }: ApplyProps) {
  const queries = useQueryClient()
  const alarms = countOf(preview.matching, 'alarm')
  const applying = useMutation({
    mutationFn: () => applyAlarmRule(rule.id),
    onSuccess: ({ waiting }) => {
      notifications.show({ color: 'green.8', message: `${some(waiting, 'alarm')} given to ${rule.name}.` })
      void queries.invalidateQueries({ queryKey: ['alarms'] })
      void queries.invalidateQueries({ queryKey: ['alarm-rules'] })
      onClose()
    },
  })
  return (
    <Confirm
      title={`Apply “${rule.name}” to ${alarms}?`}
      confirm={`Create ${countOf(preview.tickets, 'ticket')}`}
      busy={applying.isPending}
      error={applying.error}
      onConfirm={() => applying.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        Without another wait, {alarms} get up to {countOf(preview.tickets, 'ticket')}, which go to the
        tracker. Alarms that clear before are left out; those that belong to an open ticket of the rule join
        it.
      </Text>
    </Confirm>
  )
}
