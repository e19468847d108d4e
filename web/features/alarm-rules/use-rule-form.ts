import { useForm } from '@mantine/form'
import { useDidUpdate } from '@mantine/hooks'
import type { AlarmRule } from '../../api/alarm-rules.ts'
import type { AlarmDialog } from '../../api/alarms.ts'
import { useMe } from '../../api/session.ts'
import { check, valuesOf, type RuleValues } from './values.ts'

export function useRuleForm(rule: AlarmRule | undefined, asked: AlarmDialog['attributes']) {
  const { projectRequired } = useMe().workspace
  const form = useForm<RuleValues>({
    initialValues: valuesOf(rule, asked),
    validate: (values) => check(values, { asked, projectRequired }),
  })
  // It is about all conditions and the source, so that no single field clears it.
  useDidUpdate(() => form.clearFieldError('matchers'), [form.values.matchers, form.values.source])
  return form
}

export type RuleFields = ReturnType<typeof useRuleForm>
