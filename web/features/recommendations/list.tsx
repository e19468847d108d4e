import { Group, Stack } from '@mantine/core'
import type { Page } from '../../../src/http/contract/shared.ts'
import type { Recommendation } from '../../api/recommendations.ts'
import { countOf } from '../../ui/amounts.ts'
import { ChangedNotice, ListSummary } from '../../ui/list-notices.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { RecommendationCard } from './card.tsx'
import classes from './card.module.css'

interface ListProps {
  page: Page<Recommendation>
  /** Stands for filters and page; null while `page` still belongs to the previous ones. */
  view: string | null
  after: string | undefined
  onClear: (() => void) | undefined
  onGo: (after: string | undefined, trail: string[]) => void
}

export function RecommendationList({ page, view, after, onClear, onGo }: ListProps) {
  const { rows, arrived, left, show } = useSettled(page.items, view)
  return (
    <Stack gap="md" aria-busy={view === null}>
      <Group justify="space-between" mih={30}>
        <ListSummary count={countOf(page.total, 'recommendation')} onClear={onClear} />
        <ChangedNotice arrived={arrived} left={left.size} show={show} />
      </Group>
      <ul className={classes['list']}>
        {rows.map((row) => (
          <RecommendationCard key={row.id} recommendation={row} left={left.has(row.id)} />
        ))}
      </ul>
      <Pager after={after} next={page.next} onGo={onGo} />
    </Stack>
  )
}
