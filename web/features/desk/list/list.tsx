import { Group, Stack } from '@mantine/core'
import type { Page } from '../../../../src/http/contract/shared.ts'
import type { ServiceTicketRow } from '../../../api/service-tickets.ts'
import { countOf } from '../../../ui/amounts.ts'
import { ChangedNotice, ListSummary } from '../../../ui/list-notices.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { useSettled } from '../../../ui/use-settled.ts'
import { QueueCards } from './cards.tsx'
import { QueueTable } from './table.tsx'

interface ListProps {
  page: Page<ServiceTicketRow>
  /** Stands for filters and page; null while `page` still belongs to the previous ones. */
  view: string | null
  after: string | undefined
  onClear: (() => void) | undefined
  onGo: (after: string | undefined, trail: string[]) => void
}

export function QueueList({ page, view, after, onClear, onGo }: ListProps) {
  const narrow = useNarrow()
  const { rows, arrived, left, show } = useSettled(page.items, view)
  const Shown = narrow ? QueueCards : QueueTable
  return (
    <Stack gap="md" aria-busy={view === null}>
      <Group justify="space-between" mih={30}>
        <ListSummary count={countOf(page.total, 'ticket')} onClear={onClear} />
        <ChangedNotice arrived={arrived} left={left.size} show={show} />
      </Group>
      <Shown tickets={rows} left={left} />
      <Pager after={after} next={page.next} onGo={onGo} />
    </Stack>
  )
}
