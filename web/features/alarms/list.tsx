import { Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Page } from '../../../src/http/contract/shared.ts'
import type { Alarm } from '../../api/alarms.ts'
import { countOf } from '../../ui/amounts.ts'
import { ChangedNotice, ListSummary } from '../../ui/list-notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { AlarmTable } from './table.tsx'
import { TicketDialog } from './ticket-dialog.tsx'

interface ListProps {
  page: Page<Alarm>
  /** Stands for filters and page; null while `page` still belongs to the previous ones. */
  view: string | null
  after: string | undefined
  onClear: (() => void) | undefined
  onGo: (after: string | undefined, trail: string[]) => void
}

export function AlarmList({ page, view, after, onClear, onGo }: ListProps) {
  const { rows, arrived, left, show } = useSettled(page.items, view)
  const [ticketed, setTicketed] = useState<Alarm | null>(null)
  return (
    <Stack gap="md" aria-busy={view === null}>
      <Group justify="space-between" mih={30}>
        <ListSummary count={countOf(page.total, 'alarm')} onClear={onClear} />
        <ChangedNotice arrived={arrived} left={left.size} show={show} />
      </Group>
      <AlarmTable alarms={rows} left={left} onCreate={setTicketed} />
      <Pager after={after} next={page.next} onGo={onGo} />
      {ticketed && <TicketDialog alarm={ticketed} onClose={() => setTicketed(null)} />}
    </Stack>
  )
}
