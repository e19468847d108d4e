import { Button, Group, Paper, Radio, Stack, Switch, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { alarmSourceQuery, saveAlarmSource, type AlarmSourceDetail } from '../../api/alarm-sources.ts'
import { fieldErrors } from '../../api/problem.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { TemplateFields } from './template-fields.tsx'
import { Trial } from './trial.tsx'
import { useSourceForm } from './source-form.ts'
import { bodyOf, type SourceValues } from './values.ts'
import { clearingWords } from './words.ts'

interface SettingsProps {
  source: AlarmSourceDetail
  onSaved: () => void
}

export function SettingsForm({ source, onSaved }: SettingsProps) {
  const form = useSourceForm(source)
  const { question } = useLeaveGuard(form.isDirty(), () => form.reset())
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: (values: SourceValues) => saveAlarmSource(source.name, bodyOf(values)),
    onSuccess: (saved) => {
      queries.setQueryData(alarmSourceQuery(source.name).queryKey, saved)
      void queries.invalidateQueries({ queryKey: ['alarm-sources', 'list'] })
      notifications.show({ color: 'green.8', message: `The settings of ${source.name} are saved.` })
      onSaved()
    },
    onError: (error) => form.setErrors(fieldErrors(error, ['writeBack'])),
  })
  const { tells } = form.values
  return (
    <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
      <Stack gap="lg">
        <section>
          <Title order={2} size="h4" mb="xs" id="clearing">
            When an alarm clears
          </Title>
          <Radio.Group aria-labelledby="clearing" {...form.getInputProps('onClear')}>
            <Stack gap="xs">
              {Object.entries(clearingWords).map(([value, { label, help }]) => (
                <Radio key={value} value={value} label={label} description={help} />
              ))}
            </Stack>
          </Radio.Group>
        </section>
        <section>
          <Title order={2} size="h4" mb="xs">
            The console
          </Title>
          <Switch
            label="Tell the console about tickets"
            description="As soon as a ticket’s issue exists, one request writes its id and address to the alarm."
            {...form.getInputProps('tells', { type: 'checkbox' })}
          />
          {tells && (
            <Paper withBorder p="md" radius="md" mt="md">
              <Stack>
                <TemplateFields form={form} fields={source.fields} />
                <Trial
                  source={source.name}
                  values={form.values}
                  onErrors={(errors) => form.setErrors(errors)}
                />
              </Stack>
            </Paper>
          )}
        </section>
        {Object.keys(form.errors).length > 0 && saving.error ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            Nothing was saved: see the fields marked above.
          </Text>
        ) : (
          <ProblemNote error={saving.error} withFields />
        )}
        <Group>
          <Button type="submit" loading={saving.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
      {question}
    </form>
  )
}
