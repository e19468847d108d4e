import { Button, Group, Input, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect } from 'react'
import type { Alarm, AlarmDialog } from '../../api/alarms.ts'
import { fieldErrors, hasStatus } from '../../api/problem.ts'
import { useMe } from '../../api/session.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ProjectField } from '../create-ticket/project-field.tsx'
import { priorities } from '../create-ticket/values.ts'
import { AttributeField } from './attribute-field.tsx'
import { TicketThere } from './ticket-there.tsx'
import { useTicketing } from './use-ticketing.ts'
import { bodyOf, check, startingValues, type AlarmTicketValues } from './values.ts'

interface TicketFormProps {
  alarm: Alarm
  asked: AlarmDialog['attributes']
  onDirty: (dirty: boolean) => void
  onLeave: () => void
  onCreated: () => void
}

export function TicketForm({ alarm, asked, onDirty, onLeave, onCreated }: TicketFormProps) {
  const { projectRequired } = useMe().workspace
  const form = useForm<AlarmTicketValues>({
    initialValues: startingValues(asked),
    validate: (values) => check(values, { asked, projectRequired }),
  })
  const dirty = form.isDirty()
  useEffect(() => onDirty(dirty), [dirty, onDirty])
  const creating = useTicketing(alarm.id, onCreated)
  const submit = form.onSubmit((values) =>
    creating.mutate(bodyOf(values), { onError: (error) => form.setErrors(fieldErrors(error)) }),
  )
  const existing = hasStatus(creating.error, 409) ? creating.error.problem.ticket : undefined
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Input.Wrapper label="Priority" labelElement="div" withAsterisk>
          <SegmentedControl
            fullWidth
            aria-label="Priority"
            data={priorities}
            {...form.getInputProps('priority')}
          />
        </Input.Wrapper>
        {asked.map((attribute) => (
          <AttributeField
            key={attribute.name}
            attribute={attribute}
            {...form.getInputProps(`attributes.${attribute.name}`)}
          />
        ))}
        <Textarea
          label="Description"
          description="Left empty, the ticket says what the alarm says."
          autosize
          minRows={3}
          maxRows={10}
          maxLength={10_000}
          {...form.getInputProps('description')}
        />
        <ProjectField required={projectRequired} {...form.getInputProps('projectId')} />
        {existing ? <TicketThere alias={existing.alias} /> : <ProblemNote error={creating.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onLeave}>
            Cancel
          </Button>
          <Button type="submit" loading={creating.isPending}>
            Create Ticket
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
