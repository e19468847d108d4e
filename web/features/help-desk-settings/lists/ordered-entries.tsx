import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { orderedListQuery, type OrderedList } from '../../../api/help-desk-lists.ts'
import { countOf } from '../../../ui/amounts.ts'
import { ListSummary } from '../../../ui/list-notices.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Rows } from '../../../ui/rows.tsx'
import { Empty } from '../../../ui/states.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { OrderButtons } from '../../alarm-rules/order-buttons.tsx'
import { AddEntry, EntryButtons } from '../entries/entry-buttons.tsx'
import type { EntryDialogs } from '../entries/use-entry-dialogs.tsx'
import type { Entry } from '../entries/values.ts'
import { fieldKindWords, listWords } from '../entries/words.ts'
import { useOrdering } from './use-ordering.ts'

interface OrderedProps {
  list: OrderedList
  label: string
  dialogs: EntryDialogs
}

/** A list that people put in order: the order in which it is offered. */
export function OrderedEntries({ list, label, dialogs }: OrderedProps) {
  const query = useQuery(orderedListQuery(list))
  return (
    <Loaded query={query}>
      {(entries: Entry[]) =>
        entries.length === 0 ? (
          <Empty title="No custom fields yet" step={<AddEntry dialogs={dialogs} />}>
            A field of your own stands on every ticket of the help desk, and can be mapped to a field of Jira.
          </Empty>
        ) : (
          <Stack>
            <ListSummary
              count={countOf(
                { count: entries.length, capped: false },
                listWords[list].one,
                label.toLowerCase(),
              )}
              onClear={undefined}
            />
            <EntryTable list={list} label={label} dialogs={dialogs} entries={entries} />
          </Stack>
        )
      }
    </Loaded>
  )
}

function EntryTable({ list, label, dialogs, entries }: OrderedProps & { entries: Entry[] }) {
  const ordering = useOrdering(list, entries)
  const more = { statuses: ['Category'], fields: ['Kind'], types: [], 'action-types': [] }[list]
  const rows = entries.map((entry, index) => ({
    id: entry.id,
    cells: [
      <OrderButtons
        key="order"
        name={entry.name}
        place={index + 1}
        of={entries.length}
        onMove={(by) => ordering.move(entry.id, by)}
      />,
      <Text key="name" span size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {entry.name}
      </Text>,
      ...(entry.category ? [<StatusBadge key="category" category={entry.category} word={null} />] : []),
      ...(entry.kind ? [<Kind key="kind" entry={entry} />] : []),
      <EntryButtons key="buttons" dialogs={dialogs} entry={entry} />,
    ],
  }))
  return (
    <>
      <ProblemNote error={ordering.error} />
      <Rows label={label} columns={['Order', 'Name', ...more, 'Actions']} rows={rows} />
    </>
  )
}

function Kind({ entry: { kind, options } }: { entry: Entry }) {
  return (
    <>
      {kind && fieldKindWords[kind]}
      {options && options.length > 0 && (
        <Text size="sm" c="dimmed" lineClamp={2} maw={420} style={{ overflowWrap: 'anywhere' }}>
          {options.join(', ')}
        </Text>
      )}
    </>
  )
}
