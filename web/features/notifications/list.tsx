import { Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Page } from '../../../src/http/contract/shared.ts'
import type { Notification, ResendWhich } from '../../api/notifications.ts'
import { useAllowed } from '../../api/session.ts'
import { countOf } from '../../ui/amounts.ts'
import { ChangedNotice, ListSummary } from '../../ui/list-notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { NotificationTable } from './table.tsx'

interface ListProps {
  page: Page<Notification>
  /** Stands for filters and page; null while `page` still belongs to the previous ones. */
  view: string | null
  after: string | undefined
  onClear: (() => void) | undefined
  onGo: (after: string | undefined, trail: string[]) => void
  onResend: (which: ResendWhich) => void
}

export function NotificationList({ page, view, after, onClear, onGo, onResend }: ListProps) {
  const { rows, arrived, left, show } = useSettled(page.items, view)
  const mayAct = useAllowed('operators:manage')
  const failed = rows.filter(({ id, state }) => state === 'failed' && !left.has(id))
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const selected = failed.filter(({ id }) => picked.has(id)).map(({ id }) => id)
  const pick = (ids: string[], on: boolean) => {
    const next = new Set(picked)
    for (const id of ids) if (on) next.add(id)
    for (const id of ids) if (!on) next.delete(id)
    setPicked(next)
  }
  const all = failed.map(({ id }) => id)
  return (
    <Stack gap="md" aria-busy={view === null}>
      <Group justify="space-between" mih={30}>
        <ListSummary count={countOf(page.total, 'notification')} onClear={onClear} />
        <ChangedNotice arrived={arrived} left={left.size} show={show} />
      </Group>
      {mayAct && failed.length > 0 && (
        <Paper withBorder p="xs" radius="md">
          <Group justify="space-between">
            <Checkbox
              label={`All on this page that failed (${failed.length})`}
              checked={selected.length === failed.length}
              indeterminate={selected.length > 0 && selected.length < failed.length}
              onChange={(event) => pick(all, event.currentTarget.checked)}
            />
            <Group gap="sm">
              <Text size="sm" c="dimmed" role="status">
                {selected.length > 0 && `${selected.length} selected`}
              </Text>
              <Button size="xs" disabled={selected.length === 0} onClick={() => onResend({ ids: selected })}>
                Send selected again
              </Button>
            </Group>
          </Group>
        </Paper>
      )}
      <NotificationTable
        rows={rows}
        left={left}
        selected={new Set(selected)}
        onSelect={mayAct ? (id, on) => pick([id], on) : undefined}
      />
      <Pager after={after} next={page.next} onGo={onGo} />
    </Stack>
  )
}
