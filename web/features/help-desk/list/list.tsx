import { Group, Stack } from '@mantine/core'
import type { Page } from '../../../../src/http/contract/shared.ts'
import type { SupportTicketRow } from '../../../api/help-desk.ts'
import { countOf } from '../../../ui/amounts.ts'
import { ChangedNotice, ListSummary } from '../../../ui/list-notices.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { useSettled } from '../../../ui/use-settled.ts'
import { DeskTable } from './table.tsx'

interface ListProps {
  page: Page<SupportTicketRow>
  /** Stands for filters and page; null while `page` still belongs to the previous ones. */
  view: string | null
  after: string | undefined
  onClear: (() => void) | undefined
  onGo: (after: string | undefined, trail: string[]) => void
}

export function DeskList({ page, view, after, onClear, onGo }: ListProps) {
  const { rows, arrived, left, show } = useSettled(page.items, view)
  return (
    <Stack gap="md" aria-busy={view === null}>
      <Group justify="space-between" mih={30}>
        <ListSummary count={countOf(page.total, 'ticket')} onClear={onClear} />
        <ChangedNotice arrived={arrived} left={left.size} show={show} />
      </Group>
      <DeskTable tickets={rows} left={left} />
      <Pager after={after} next={page.next} onGo={onGo} />
    </Stack>
  )
}
