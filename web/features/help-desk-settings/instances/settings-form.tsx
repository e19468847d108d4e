import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeInstance, instancesQuery, type Instance } from '../../../api/instances.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { CommentFields } from './comment-fields.tsx'
import { IssueFields } from './issue-fields.tsx'
import { SharingFields } from './sharing-fields.tsx'
import { useInstanceForm } from './use-instance-form.ts'
import type { Lists } from './use-lists.ts'
import { bodyOf, valuesOf, type InstanceValues } from './values.ts'

interface FormProps {
  instance: Instance
  lists: Lists
}

/** C24, C30–C39 in one form with one Save. */
export function SettingsForm({ instance, lists }: FormProps) {
  const { id, primary } = instance
  const form = useInstanceForm(instance, lists.types)
  const { question } = useLeaveGuard(form.isDirty(), () => form.reset())
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: (values: InstanceValues) =>
      changeInstance(id, bodyOf(values, { primary, before: form.getInitialValues() })),
    onSuccess: (saved) => {
      queries.setQueryData(instancesQuery.queryKey, (known) =>
        known?.map((one) => (one.id === id ? saved : one)),
      )
      // Both show its name.
      void queries.invalidateQueries({ queryKey: ['connections'] })
      void queries.invalidateQueries({ queryKey: ['help-desk-lists'] })
      notifications.show({ color: 'green.8', message: `The settings of ${saved.name} are saved.` })
      const values = valuesOf(saved, lists.types)
      form.setInitialValues(values)
      form.setValues(values)
    },
    onError: (error) => {
      const errors = fieldErrors(error, ['settings'])
      form.setErrors(errors)
      showFirst(errors)
    },
  })
  // It may stand far above the button.
  const showFirst = (errors: Record<string, unknown>) => {
    const [first] = Object.keys(errors)
    if (first) form.getInputNode(first)?.focus()
  }
  const isMarked = Object.keys(form.errors).length > 0
  return (
    <form
      aria-label={`Settings of ${instance.name}`}
      onSubmit={form.onSubmit((values) => saving.mutate(values), showFirst)}
      noValidate
    >
      <Paper withBorder p="md" radius="md">
        <Stack gap="xl" maw={720}>
          <TextInput
            label="Instance Name"
            withAsterisk
            maxLength={100}
            disabled={primary}
            description={
              primary
                ? 'The instance “Default” keeps its name; further instances can be renamed.'
                : 'Products and versions are given their instance by it. It can be changed at any time.'
            }
            {...form.getInputProps('name')}
          />
          <IssueFields form={form} lists={lists} />
          <CommentFields form={form} lists={lists} />
          <SharingFields form={form} />
          {isMarked ? (
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
      </Paper>
      {question}
    </form>
  )
}
