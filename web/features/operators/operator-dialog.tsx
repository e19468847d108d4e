import { Button, Group, Modal, NumberInput, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { saveOperator, type Operator } from '../../api/operators.ts'
import { fieldErrors } from '../../api/problem.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { bodyOf, shownErrors, valuesOf, type OperatorValues } from './values.ts'

interface DialogProps {
  /** Absent for a new one. */
  operator: Operator | undefined
  onClose: () => void
  onSaved?: (operator: Operator) => void
}

/** Registers an operator, or changes one. */
export function OperatorDialog({ operator, onClose, onSaved }: DialogProps) {
  const form = useForm<OperatorValues>({ initialValues: valuesOf(operator) })
  const { leave, question } = useLeaveGuard(form.isDirty(), onClose)
  const queries = useQueryClient()
  useFocusBack()
  const saving = useMutation({
    mutationFn: (values: OperatorValues) => saveOperator(operator?.id, bodyOf(values)),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['operators'] })
      notifications.show({ color: 'green.8', message: `The operator ${saved.name} is saved.` })
      onClose()
      onSaved?.(saved)
    },
    onError: (error, values) => form.setErrors(shownErrors(fieldErrors(error), bodyOf(values))),
  })
  const isShown = Object.keys(form.errors).some((field) => field in form.values)
  return (
    <Modal
      opened
      onClose={leave}
      title={operator ? `Change ${operator.name}` : 'Add operator'}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label="Name"
            withAsterisk
            maxLength={60}
            data-autofocus
            description="Its short name: last_update_author in its tickets."
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Display name"
            maxLength={100}
            placeholder={form.values.name}
            description="As people read it: last_comment_author. Empty: the name."
            {...form.getInputProps('displayName')}
          />
          <Textarea
            label="E-mail addresses"
            autosize
            minRows={2}
            maxRows={8}
            placeholder="noc@example.com"
            description="One a line, 50 at most. They are told about each new ticket, beside its author."
            {...form.getInputProps('emails')}
          />
          <TextInput
            label="Owner"
            maxLength={200}
            description="The owner of its tickets. Empty: the person named in each ticket."
            {...form.getInputProps('owner')}
          />
          <TextInput
            label="Contact uuid"
            maxLength={64}
            description="Answered as operator_contact_uuid."
            {...form.getInputProps('contactUuid')}
          />
          <TextInput
            label="GRT"
            maxLength={100}
            description="Answered as grt for services that have none of their own."
            {...form.getInputProps('grt')}
          />
          <NumberInput
            label="Requests a minute"
            min={1}
            max={100_000}
            allowDecimal={false}
            thousandSeparator=","
            description="Of all its tokens together. What is over is answered with 429."
            {...form.getInputProps('requestsPerMinute')}
          />
          {!isShown && <ProblemNote error={saving.error} withFields />}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={saving.isPending}
              disabled={!form.isDirty() || !form.values.name.trim()}
            >
              Save
            </Button>
          </Group>
        </Stack>
      </form>
      {question}
    </Modal>
  )
}
