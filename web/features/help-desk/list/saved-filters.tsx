import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeskSearch } from '../../../api/help-desk.ts'
import { deleteFilter, savedFiltersQuery, type SavedFilter } from '../../../api/saved-filters.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { SaveFilterDialog } from './save-filter-dialog.tsx'
import { filterInUse, savable } from './same-filter.ts'

interface SavedFiltersProps {
  search: DeskSearch
  onChoose: (search: DeskSearch) => void
}

/** One’s own filters and the shared ones; the present one can be saved. */
export function SavedFilters({ search, onChoose }: SavedFiltersProps) {
  const { data: filters = [] } = useQuery(savedFiltersQuery)
  const [saving, setSaving] = useState<SavedFilter | 'new' | null>(null)
  const [deleting, setDeleting] = useState<SavedFilter | null>(null)
  const used = filterInUse(filters, search)
  const isWorthSaving = Object.keys(savable(search)).length > 0 && !used
  if (filters.length === 0 && !isWorthSaving) return null
  const choose = (id: string) => onChoose(filters.find((one) => one.id === id)?.query ?? {})
  const group = (label: string, isMine: boolean) => ({
    group: label,
    items: filters.filter((one) => one.isMine === isMine).map(({ id, name }) => ({ value: id, label: name })),
  })
  const groups = [group('My filters', true), group('Shared with all', false)]
  return (
    <Group gap="xs">
      {filters.length > 0 && (
        <NativeSelect
          aria-label="Saved filters"
          data={[{ value: '', label: 'Saved filters …' }, ...groups.filter(({ items }) => items.length > 0)]}
          value={used?.id ?? ''}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      {isWorthSaving && (
        <Button variant="subtle" size="sm" onClick={() => setSaving('new')}>
          Save these filters
        </Button>
      )}
      {used?.canChange && (
        <>
          <Button variant="subtle" size="sm" onClick={() => setSaving(used)}>
            Rename or share
          </Button>
          <Button variant="subtle" size="sm" onClick={() => setDeleting(used)}>
            Delete
          </Button>
        </>
      )}
      {saving && (
        <SaveFilterDialog
          filter={saving === 'new' ? null : saving}
          query={savable(search)}
          onClose={() => setSaving(null)}
        />
      )}
      {deleting && <DeleteQuestion filter={deleting} onClose={() => setDeleting(null)} />}
    </Group>
  )
}

function DeleteQuestion({ filter, onClose }: { filter: SavedFilter; onClose: () => void }) {
  const queries = useQueryClient()
  const deleting = useMutation({
    mutationFn: () => deleteFilter(filter.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: savedFiltersQuery.queryKey })
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Delete the filter “${filter.name}”?`}
      confirm="Delete"
      busy={deleting.isPending}
      error={deleting.error}
      onConfirm={() => deleting.mutate()}
      onCancel={onClose}
    >
      <Text size="sm">
        {filter.isShared ? 'It goes for everybody in this workspace.' : 'Only you have it.'} No ticket
        changes, and the list stays as it is shown now.
      </Text>
    </Confirm>
  )
}
