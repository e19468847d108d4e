import { Button, Group, Input, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fieldErrors, hasStatus } from '../../api/problem.ts'
import type { RecommendationDetail } from '../../api/recommendations.ts'
import { useMe } from '../../api/session.ts'
import { createTicket } from '../../api/tickets.ts'
import { useShowPreview } from '../../shell/preview.ts'
import { CharacterCount } from '../../ui/character-count.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { announceCreation } from './creation-toast.tsx'
import { newKey } from './new-key.ts'
import { ProjectField } from './project-field.tsx'
import {
  bodyOf,
  check,
  descriptionLimits,
  previewOf,
  priorities,
  startingValues,
  type TicketValues,
} from './values.ts'

interface FormProps {
  recommendation?: RecommendationDetail
  onDirty: (dirty: boolean) => void
  onLeave: () => void
  onCreated: () => void
}

export function CreateTicketForm({ recommendation, onDirty, onLeave, onCreated }: FormProps) {
  const { activeConnection, workspace } = useMe()
  const rules = {
    titleLimit: activeConnection?.titleLimit ?? 255,
    projectRequired: workspace.projectRequired,
  }
  const form = useForm<TicketValues>({
    initialValues: startingValues(recommendation?.prefill),
    validate: (values) => check(values, rules),
  })
  const dirty = form.isDirty()
  useEffect(() => onDirty(dirty), [dirty, onDirty])
  const creating = useCreation(onCreated)
  const showPreview = useShowPreview()
  const submit = form.onSubmit((values) =>
    creating.mutate(bodyOf(values, recommendation?.id), {
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  )
  const { title, description } = form.getValues()
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {recommendation && (
          <Text size="sm" c="dimmed">
            About the recommendation “{recommendation.title}”. Review it, then create.
          </Text>
        )}
        <TextInput
          label="Title"
          placeholder="A brief summary"
          withAsterisk
          data-autofocus
          description={<CharacterCount text={title} limits={{ max: rules.titleLimit }} />}
          {...form.getInputProps('title')}
        />
        {recommendation?.prefill.shortened && (
          <Note tone="amber" icon="alert">
            <Text size="sm">
              The recommendation’s text is longer than {descriptionLimits.max} characters and was shortened to
              fit.
            </Text>
          </Note>
        )}
        <Textarea
          label="Description"
          placeholder="What should be done, and why"
          withAsterisk
          autosize
          minRows={4}
          maxRows={10}
          description={<CharacterCount text={description} limits={descriptionLimits} />}
          {...form.getInputProps('description')}
        />
        <Input.Wrapper label="Priority" labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label="Priority"
            data={priorities}
            {...form.getInputProps('priority')}
          />
        </Input.Wrapper>
        <ProjectField required={rules.projectRequired} {...form.getInputProps('projectId')} />
        <Refusal error={creating.error} />
        <Group justify="space-between" gap="xs">
          <Button
            variant="subtle"
            px="xs"
            onClick={() => showPreview(previewOf(form.getValues(), recommendation?.id))}
          >
            What would be sent
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onLeave}>
              Cancel
            </Button>
            <Button type="submit" loading={creating.isPending}>
              Create Ticket
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}

function useCreation(onCreated: () => void) {
  const queries = useQueryClient()
  const { activeConnection } = useMe()
  // One key for the life of the form: a double click or a resend makes one ticket.
  const [key] = useState(newKey)
  return useMutation({
    mutationFn: (body: Parameters<typeof createTicket>[0]) => createTicket(body, key),
    onSuccess: (ticket) => {
      announceCreation(ticket, activeConnection?.name ?? 'the tracker')
      onCreated()
      void queries.invalidateQueries({ queryKey: ['tickets'] })
      void queries.invalidateQueries({ queryKey: ['recommendations'] })
    },
  })
}

/** There is an open ticket already (AX18): offer that one. Anything else is said as it is. */
function Refusal({ error }: { error: unknown }) {
  const existing = hasStatus(error, 409) ? error.problem.ticket : undefined
  if (!existing) return <ProblemNote error={error} />
  return (
    <Note tone="amber" role="alert" icon="ticket" title="There is a ticket already">
      <Text size="sm">
        <TextLink to="/tickets/$alias" params={{ alias: existing.alias }}>
          Open {existing.alias}
        </TextLink>
        , which is about the same recommendation and still open.
      </Text>
    </Note>
  )
}
