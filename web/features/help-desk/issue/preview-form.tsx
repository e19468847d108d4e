import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { createIssue, type IssuePreview, type MissingField } from '../../../api/issue-links.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { ExplainedList } from '../../../ui/explained-list.tsx'
import { FaultNote } from '../../../ui/fault-note.tsx'
import { Note } from '../../../ui/note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { draftOf, valueOf, type Draft } from '../fields/draft.ts'
import { FieldInput } from '../fields/field-input.tsx'
import { useDeskChanged } from '../ticket/use-desk-changed.ts'
import { trackerName } from '../tracker-name.ts'

interface PreviewFormProps {
  ticket: SupportTicket
  preview: IssuePreview
  onDirty: (dirty: boolean) => void
  onLeave: () => void
  onDone: () => void
}

export function PreviewForm({ ticket, preview, onDirty, onLeave, onDone }: PreviewFormProps) {
  const { instance, destination, explanation, refused, missing, unreachable } = preview
  const name = trackerName(instance.name)
  const [drafts, setDrafts] = useState<Record<string, Draft>>({})
  const onChanged = useDeskChanged()
  const creating = useMutation({
    mutationFn: () => createIssue(ticket.id, valuesOf(missing, drafts)),
    onSuccess: (changed) => {
      onChanged(changed)
      onDone()
    },
  })
  const change = (id: string, draft: Draft) => {
    setDrafts((now) => ({ ...now, [id]: draft }))
    onDirty(true)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    creating.mutate()
  }
  const errors = fieldErrors(creating.error, ['values'])
  const isHopeless = refused !== null && missing.length === 0
  const cannot = isHopeless || missing.some(({ kind }) => kind === null)
  return (
    <form onSubmit={submit} noValidate aria-label="New issue">
      <Stack>
        <Text size="sm">
          In {name}
          {destination && `, ${destination}`}. These values go over once; later changes here are not sent.
        </Text>
        {isHopeless && <FaultNote fault={refused} title="No issue can be created as things are" />}
        {unreachable && (
          <FaultNote fault={unreachable} tone="amber" title={`${name} cannot be asked at the moment`}>
            <Text size="sm">
              The issue can be asked for nevertheless: it is created as soon as {name} is back, and what it
              requires is looked up then.
            </Text>
          </FaultNote>
        )}
        <Missing missing={missing} drafts={drafts} errors={errors} onChange={change} />
        <ExplainedList items={explanation} label="What would be sent" />
        {Object.keys(errors).length === 0 && <ProblemNote error={creating.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onLeave}>
            Cancel
          </Button>
          <Button type="submit" loading={creating.isPending} disabled={cannot}>
            Create issue
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function valuesOf(missing: MissingField[], drafts: Record<string, Draft>) {
  const given = missing.flatMap(({ id, kind }) => {
    const value = kind && valueOf(kind, drafts[id] ?? draftOf(kind, null))
    return value === null ? [] : [[id, value] as const]
  })
  return Object.fromEntries(given)
}

interface MissingProps {
  missing: MissingField[]
  drafts: Record<string, Draft>
  errors: Record<string, string>
  onChange: (id: string, draft: Draft) => void
}

/** What the tracker requires and nothing fills. */
function Missing({ missing, drafts, errors, onChange }: MissingProps) {
  if (missing.length === 0) return null
  return (
    <section aria-labelledby="missing-fields">
      <Title order={3} size="h5" mb="xs" id="missing-fields">
        Jira requires these as well
      </Title>
      <Stack gap="sm">
        {missing.map(({ id, name, kind, options = [] }) =>
          kind ? (
            <FieldInput
              key={id}
              required
              label={name}
              kind={kind}
              options={options}
              value={drafts[id] ?? draftOf(kind, null)}
              error={errors[id]}
              onChange={(draft) => onChange(id, draft)}
            />
          ) : (
            <Note key={id} tone="red" icon="alert" title={name}>
              <Text size="sm">
                Crosstie cannot fill a field of this kind. A Jira administrator can give it a default or make
                it optional; or create the issue in Jira and link it here.
              </Text>
            </Note>
          ),
        )}
      </Stack>
    </section>
  )
}
