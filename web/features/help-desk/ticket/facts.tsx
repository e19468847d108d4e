import { NativeSelect, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { orderedListQuery } from '../../../api/help-desk-lists.ts'
import { useAllowed } from '../../../api/session.ts'
import { FactList, type Fact } from '../../../ui/fact-list.tsx'
import { PageLink } from '../../../ui/links.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { Why } from '../../../ui/why.tsx'
import { priorityChoices, priorityWords } from '../words.ts'
import { catalogueFacts } from './catalogue-facts.tsx'
import { EditableFact, type Edit } from './editable-fact.tsx'
import { ownFacts } from './own-facts.tsx'
import { useHints } from './use-hints.ts'

type Priority = SupportTicket['priority']

/** A choice from a short list, as the system’s own select. */
const chosenFrom = (label: string, data: { value: string; label: string }[]): Edit<string>['draw'] =>
  function Choose({ value, error, onChange }) {
    return (
      <NativeSelect
        size="xs"
        autoFocus
        aria-label={label}
        data={data}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }

const choices = (
  entries: { id: string; name: string }[] = [],
  current: { id: string | null; name: string },
) => [
  ...(entries.some(({ id }) => id === current.id) ? [] : [{ value: current.id ?? '', label: current.name }]),
  ...entries.map(({ id, name }) => ({ value: id, label: name })),
]

const drawAssignee: Edit<string>['draw'] = ({ value, error, onChange }) => (
  <TextInput
    size="xs"
    autoFocus
    aria-label="Assigned to"
    placeholder="Name or e-mail address"
    value={value}
    error={error}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)

export function DeskFacts({ ticket }: { ticket: SupportTicket }) {
  const mayEdit = useAllowed('help-desk:write')
  const mayReadLog = useAllowed('logs:read')
  const hintOf = useHints(ticket)
  const statuses = useQuery(orderedListQuery('statuses')).data
  const types = useQuery(orderedListQuery('types')).data
  const fields = useQuery(orderedListQuery('fields')).data ?? []
  const { status, type, priority, link } = ticket
  const ifMay = <T,>(edit: Edit<T>) => (mayEdit ? edit : null)
  const facts: Fact[] = [
    {
      label: 'Status',
      value: (
        <EditableFact
          ticket={ticket}
          name="status"
          hint={link ? hintOf('status') : undefined}
          edit={ifMay({
            start: status.id ?? '',
            draw: chosenFrom('Status', choices(statuses, status)),
            change: (statusId) => ({ statusId }),
          })}
        >
          <StatusBadge category={status.category} word={status.name} />
          <Why reason={link?.statusReason} />
        </EditableFact>
      ),
    },
    {
      label: 'Type',
      value: (
        <EditableFact
          ticket={ticket}
          name="type"
          hint={hintOf('type')}
          edit={ifMay({
            start: type.id,
            draw: chosenFrom('Type', choices(types, type)),
            change: (typeId) => ({ typeId }),
          })}
        >
          {type.name}
        </EditableFact>
      ),
    },
    {
      label: 'Priority',
      value: (
        <EditableFact
          ticket={ticket}
          name="priority"
          hint={hintOf('priority')}
          edit={ifMay<string>({
            start: priority,
            draw: chosenFrom('Priority', priorityChoices),
            change: (chosen) => ({ priority: chosen as Priority }),
          })}
        >
          {priorityWords[priority]}
        </EditableFact>
      ),
    },
    ...catalogueFacts({ ticket, mayEdit, hintOf }),
    {
      label: 'Assigned to',
      value: (
        <EditableFact
          ticket={ticket}
          name="assignee"
          hint={hintOf('assignee')}
          edit={ifMay({
            start: ticket.assignee ?? '',
            draw: drawAssignee,
            change: (assignee) => ({ assignee: assignee.trim() || null }),
          })}
        >
          {ticket.assignee}
        </EditableFact>
      ),
    },
    ...ownFacts({ ticket, fields, mayEdit, hintOf }),
    { label: 'Created by', value: ticket.createdBy },
    { label: 'Created', value: <Time at={ticket.createdAt} /> },
    { label: 'Updated', value: <Time at={ticket.updatedAt} /> },
  ]
  return (
    <Stack gap="md">
      <FactList facts={facts} />
      {mayReadLog && (
        <PageLink to="/sync-log" search={{ ticket: ticket.alias }} size="sm">
          Sync log of this ticket
        </PageLink>
      )}
    </Stack>
  )
}
