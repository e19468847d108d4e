import { Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Page } from '../../../src/http/contract/shared.ts'
import type { FailedRequest, ReplayWhich } from '../../api/failed-requests.ts'
import { useAllowed } from '../../api/session.ts'
import { countOf } from '../../ui/amounts.ts'
import { ChangedNotice, ListSummary } from '../../ui/list-notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { FailedTable } from './table.tsx'

interface ListProps {
  page: Page<FailedRequest>
  /** Stands for filters and page; null while `page` still belongs to the previous ones. */
  view: string | null
  after: string | undefined
  onClear: (() => void) | undefined
  onGo: (after: string | undefined, trail: string[]) => void
  onReplay: (which: ReplayWhich) => void
}

export function FailedList({ page, view, after, onClear, onGo, onReplay }: ListProps) {
  const { rows, arrived, left, show } = useSettled(page.items, view)
  const mayAct = useAllowed('tickets:act')
  const selectable = rows.filter(({ id, actions }) => actions.includes('retry') && !left.has(id))
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const selected = selectable.filter(({ id }) => picked.has(id)).map(({ id }) => id)
  const pick = (ids: string[], on: boolean) => {
    const next = new Set(picked)
    for (const id of ids) if (on) next.add(id)
    for (const id of ids) if (!on) next.delete(id)
    setPicked(next)
  }
  return (
    <Stack gap="md" aria-busy={view === null}>
      <Group justify="space-between" mih={30}>
        <ListSummary count={countOf(page.total, 'failed request')} onClear={onClear} />
        <ChangedNotice arrived={arrived} left={left.size} show={show} />
      </Group>
      {mayAct && selectable.length > 0 && (
        <Selection
          selected={selected.length}
          of={selectable.length}
          onAll={(on) =>
            pick(
              selectable.map(({ id }) => id),
              on,
            )
          }
          onReplay={() => onReplay({ ids: selected })}
        />
      )}
      <FailedTable
        rows={rows}
        left={left}
        selected={new Set(selected)}
        onSelect={mayAct ? (id, on) => pick([id], on) : undefined}
      />
      <Pager after={after} next={page.next} onGo={onGo} />
    </Stack>
  )
}

interface SelectionProps {
  selected: number
  of: number
  onAll: (on: boolean) => void
  onReplay: () => void
}

function Selection({ selected, of, onAll, onReplay }: SelectionProps) {
  return (
    <Paper withBorder p="xs" radius="md">
      <Group justify="space-between">
        <Checkbox
          label={`All on this page that can be sent again (${of})`}
          checked={selected === of}
          indeterminate={selected > 0 && selected < of}
          onChange={(event) => onAll(event.currentTarget.checked)}
        />
        <Group gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {selected > 0 && `${selected} selected`}
          </Text>
          <Button size="xs" disabled={selected === 0} onClick={onReplay}>
            Retry selected
          </Button>
        </Group>
      </Group>
    </Paper>
  )
}
