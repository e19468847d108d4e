import {
  ActionIcon,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changeDeskSettings, deskSettingsQuery, type DeskSettings } from '../../api/operators.ts'
import { clearCodesQuery, type ClearCode } from '../../api/service-tickets.ts'
import { Icon } from '../../ui/icon.tsx'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { codesOf, rulesOf, type ForwardingValues } from './forwarding-values.ts'

/** Whether partners’ tickets become issues of the tracker, and what a resolved issue means for them (DX33). */
export function Forwarding() {
  const settings = useQuery(deskSettingsQuery)
  const codes = useQuery(clearCodesQuery)
  return (
    <section aria-labelledby="forwarding">
      <Title order={2} size="h4" mb="xs" id="forwarding">
        Forwarding to the tracker
      </Title>
      <Paper withBorder p="md" radius="md" maw={640}>
        <Loaded query={settings} skeleton={<LoadingRows rows={2} />}>
          {(stored) => (
            <Loaded query={codes} skeleton={<LoadingRows rows={2} />}>
              {(all) => <ForwardingForm key={JSON.stringify(stored)} stored={stored} codes={all} />}
            </Loaded>
          )}
        </Loaded>
      </Paper>
    </section>
  )
}

const useForwardingForm = (stored: DeskSettings) =>
  useForm<ForwardingValues>({
    initialValues: { forward: stored.forward, rules: rulesOf(stored.clearCodes) },
  })

function ForwardingForm({ stored, codes }: { stored: DeskSettings; codes: ClearCode[] }) {
  const form = useForwardingForm(stored)
  const { question } = useLeaveGuard(form.isDirty(), form.reset)
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: ({ forward, rules }: ForwardingValues) =>
      changeDeskSettings({ forward, clearCodes: codesOf(rules) }),
    onSuccess: (settings) => {
      queries.setQueryData(deskSettingsQuery.queryKey, settings)
      const what = settings.forward
        ? 'New tickets become issues of the tracker.'
        : 'Tickets stay at the desk.'
      notifications.show({ color: 'green.8', message: what })
    },
  })
  const save = (values: ForwardingValues) => {
    const wrong = unnamed(values.rules)
    if (wrong.length === 0) return saving.mutate(values)
    return form.setErrors(Object.fromEntries(wrong.map((field) => [field, 'The tracker’s status, or *'])))
  }
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="sm">
        <Switch
          label="Make an issue of each new ticket"
          description="In the active ticket provider. What operator and desk say is written there as comments; comments there stay there."
          {...form.getInputProps('forward', { type: 'checkbox' })}
        />
        <Text size="sm" id="clear-code-rules">
          When an issue is resolved or closed, its ticket is cleared. With which code? Where no line fits, the
          ticket asks for it.
        </Text>
        <Rules form={form} codes={codes} />
        <ProblemNote error={saving.error} />
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

const unnamed = (rules: ForwardingValues['rules']) =>
  rules.flatMap(({ status }, index) => (status.trim() ? [] : [`rules.${index}.status`]))

function Rules({ form, codes }: { form: ReturnType<typeof useForm<ForwardingValues>>; codes: ClearCode[] }) {
  const options = codes.map(({ code, means }) => ({ value: code, label: `${code}: ${means}` }))
  return (
    <Stack gap="xs" role="group" aria-labelledby="clear-code-rules">
      {form.values.rules.map((_, index) => (
        // Rows have no identity of their own: their values stand in the form.
        // oxlint-disable-next-line react/no-array-index-key
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            aria-label={`Status ${index + 1} in the tracker`}
            placeholder="Done, or * for any"
            style={{ flex: 1 }}
            {...form.getInputProps(`rules.${index}.status`)}
          />
          <NativeSelect
            aria-label={`Clear code ${index + 1}`}
            data={options}
            style={{ flex: 2, minWidth: 0 }}
            {...form.getInputProps(`rules.${index}.code`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mt={4}
            aria-label={`Remove line ${index + 1}`}
            onClick={() => form.removeListItem('rules', index)}
          >
            <Icon name="cross" size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="xs"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => form.insertListItem('rules', { status: '', code: 'other_kosc' })}
      >
        Add a status
      </Button>
    </Stack>
  )
}
