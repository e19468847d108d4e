import { Switch, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { saveAlarmRule, type AlarmRule } from '../../api/alarm-rules.ts'
import { some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { changed } from './values.ts'

/** Asks before alarms that wait are let go. */
export function EnabledSwitch({ rule }: { rule: AlarmRule }) {
  const { id, name, enabled, waiting } = rule
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const switching = useMutation({
    mutationFn: (on: boolean) => saveAlarmRule(id, changed(rule, { enabled: on })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['alarm-rules'] }),
    onSuccess: () => setAsking(false),
  })
  return (
    <>
      <Switch
        aria-label={`${name} is on`}
        checked={switching.isPending ? switching.variables : enabled}
        onChange={(event) => {
          const on = event.currentTarget.checked
          if (!on && waiting > 0) setAsking(true)
          else switching.mutate(on)
        }}
      />
      {!asking && <ProblemNote error={switching.error} withFields />}
      {asking && (
        <Confirm
          danger
          title={`Switch off “${name}”?`}
          confirm="Switch off"
          busy={switching.isPending}
          error={switching.error}
          onConfirm={() => switching.mutate(false)}
          onCancel={() => setAsking(false)}
        >
          <Text size="sm">
            {some(waiting, 'alarm')} waiting for it get no ticket by themselves. Switched on again, the rule
            can be applied to what is raised then.
          </Text>
        </Confirm>
      )}
    </>
  )
}
