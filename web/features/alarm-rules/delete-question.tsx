import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { alarmRuleQuery, alarmRulesQuery, deleteAlarmRule, type AlarmRule } from '../../api/alarm-rules.ts'
import { some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'

export function DeleteQuestion({ rule, onClose }: { rule: AlarmRule; onClose: () => void }) {
  const { id, name, waiting } = rule
  const queries = useQueryClient()
  const navigate = useNavigate()
  const deleting = useMutation({
    mutationFn: () => deleteAlarmRule(id),
    onSuccess: async () => {
      notifications.show({ color: 'green.8', message: `The rule ${name} is deleted.` })
      await navigate({ to: '/workspace/adminsettings/alarm-rules', ignoreBlocker: true })
      queries.removeQueries({ queryKey: alarmRuleQuery(id).queryKey })
      void queries.invalidateQueries({ queryKey: alarmRulesQuery.queryKey })
    },
  })
  return (
    <Confirm
      danger
      title={`Delete “${name}”?`}
      confirm="Delete rule"
      busy={deleting.isPending}
      error={deleting.error}
      onConfirm={() => deleting.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        {waiting > 0 && `${some(waiting, 'alarm')} waiting for it get no ticket by themselves. `}
        Alarms and the tickets that it has created stay. To keep the rule for later, switch it off instead.
      </Text>
    </Confirm>
  )
}
