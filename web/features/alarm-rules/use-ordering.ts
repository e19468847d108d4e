import { useMutation, useQueryClient } from '@tanstack/react-query'
import { alarmRulesQuery, orderAlarmRules, type AlarmRule } from '../../api/alarm-rules.ts'
import { movedBy } from './values.ts'

/** Moves rules up and down. What is shown follows at once; the hub has the last word. */
export function useOrdering(rules: AlarmRule[]) {
  const queries = useQueryClient()
  const { queryKey } = alarmRulesQuery
  const ordering = useMutation({
    mutationFn: orderAlarmRules,
    scope: { id: 'alarm-rule-order' },
    onSuccess: (items) => queries.setQueryData(queryKey, items),
    onError: () => queries.invalidateQueries({ queryKey }),
  })
  function move(id: string, by: -1 | 1): void {
    const order = movedBy(
      rules.map((rule) => rule.id),
      id,
      by,
    )
    if (!order) return
    void queries.cancelQueries({ queryKey })
    const byId = new Map(rules.map((rule) => [rule.id, rule]))
    queries.setQueryData(
      queryKey,
      order.flatMap((one) => byId.get(one) ?? []),
    )
    ordering.mutate(order)
  }
  return { move, error: ordering.error }
}
