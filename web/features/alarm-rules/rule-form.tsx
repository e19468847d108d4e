import {
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { alarmLabelsQuery, alarmRuleQuery, saveAlarmRule, type AlarmRule } from '../../api/alarm-rules.ts'
import { alarmFiltersQuery, type AlarmDialog } from '../../api/alarms.ts'
import { fieldErrors } from '../../api/problem.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { MatcherFields } from './matcher-fields.tsx'
import { NowMatching } from './now-matching.tsx'
import { TicketFields } from './ticket-fields.tsx'
import { useRuleForm, type RuleFields } from './use-rule-form.ts'
import { bodyOf, scopeOf, units, type RuleValues } from './values.ts'
import { factLabels } from './words.ts'

interface RuleFormProps {
  /** Undefined: a new one. */
  rule: AlarmRule | undefined
  asked: AlarmDialog['attributes']
  onSaved: (rule: AlarmRule) => void
}

export function RuleForm({ rule, asked, onSaved }: RuleFormProps) {
  const form = useRuleForm(rule, asked)
  const { question } = useLeaveGuard(form.isDirty(), () => form.reset())
  const saving = useSaving(rule, onSaved)
  const labels = [...factLabels, ...(useQuery(alarmLabelsQuery).data ?? [])]
  const submit = form.onSubmit((values) =>
    saving.mutate(values, {
      onError: (error) => {
        const { waitSeconds, ...errors } = fieldErrors(error, ['ticket'])
        form.setErrors({ ...errors, ...(waitSeconds ? { wait: waitSeconds } : {}) })
      },
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xl" maw={860}>
        <Stack gap="sm">
          <TextInput label="Name" withAsterisk maxLength={100} {...form.getInputProps('name')} />
          <Switch
            label="Switched on"
            description="Acts on alarms that come from now on."
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
        </Stack>
        <Stack component="section" gap="sm" aria-labelledby="which">
          <Title order={2} size="h4" id="which">
            Which alarms
          </Title>
          <SourceField {...form.getInputProps('source')} />
          <MatcherFields form={form} labels={[...new Set(labels)]} />
          <Wait form={form} />
          <TagsInput
            label="One ticket for all that have the same"
            placeholder={form.values.groupBy.length === 0 ? 'Nothing: a ticket for each alarm' : ''}
            description="Names of labels. A later alarm joins while the ticket is open and something of it is still raised."
            data={[...new Set(labels)]}
            maxTags={10}
            withScrollArea={false}
            {...form.getInputProps('groupBy')}
          />
        </Stack>
        <NowMatching rule={rule} scope={scopeOf(form.values)} isSaved={!form.isDirty()} />
        <Stack component="section" gap="sm" aria-labelledby="ticket">
          <Title order={2} size="h4" id="ticket">
            The ticket
          </Title>
          <TicketFields form={form} asked={asked} />
        </Stack>
        {Object.keys(form.errors).length > 0 ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            Nothing was saved: see the fields marked above.
          </Text>
        ) : (
          <ProblemNote error={saving.error} withFields />
        )}
        <Group>
          <Button type="submit" loading={saving.isPending} disabled={!form.isDirty()}>
            Save rule
          </Button>
        </Group>
      </Stack>
      {question}
    </form>
  )
}

function useSaving(rule: AlarmRule | undefined, onSaved: (rule: AlarmRule) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (values: RuleValues) => saveAlarmRule(rule?.id, bodyOf(values)),
    onSuccess: (saved) => {
      queries.setQueryData(alarmRuleQuery(saved.id).queryKey, saved)
      void queries.invalidateQueries({ queryKey: ['alarm-rules', 'list'] })
      onSaved(saved)
    },
  })
}

interface SourceProps {
  value?: string
  onChange?: (value: string) => void
  error?: string
}

function SourceField({ value = '', onChange, ...rest }: SourceProps) {
  const known = useQuery(alarmFiltersQuery).data?.sources ?? []
  const sources = value === '' || known.includes(value) ? known : [...known, value]
  return (
    <NativeSelect
      label="Source"
      data={[{ value: '', label: 'Any source' }, ...sources.map((name) => ({ value: name, label: name }))]}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      {...rest}
    />
  )
}

function Wait({ form }: { form: RuleFields }) {
  return (
    <Group gap="xs" align="flex-start">
      <NumberInput
        label="Raised for at least"
        description="So that flapping makes no ticket. At most 24 hours."
        min={0}
        allowDecimal={false}
        clampBehavior="none"
        style={{ flex: '1 1 12rem' }}
        {...form.getInputProps('wait')}
      />
      <NativeSelect label="Unit" data={Object.keys(units)} {...form.getInputProps('unit')} />
    </Group>
  )
}
