import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../../api/problem.ts'
import { changeFilter, savedFiltersQuery, saveFilter, type SavedFilter } from '../../../api/saved-filters.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'

interface DialogProps {
  /** Null: the present filters are saved as a new one. */
  filter: SavedFilter | null
  query: Record<string, string>
  onClose: () => void
}

export function SaveFilterDialog({ filter, query, onClose }: DialogProps) {
  const queries = useQueryClient()
  const [name, setName] = useState(filter?.name ?? '')
  const [isShared, setShared] = useState(filter?.isShared ?? false)
  useFocusBack()
  const saving = useMutation({
    mutationFn: () =>
      filter ? changeFilter(filter.id, { name, isShared }) : saveFilter({ name, query, isShared }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: savedFiltersQuery.queryKey })
      onClose()
    },
  })
  const fault = fieldErrors(saving.error)['name']
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={filter ? 'Saved filter' : 'Save these filters'} centered>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label="Name"
            data-autofocus
            maxLength={100}
            value={name}
            error={fault}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Switch
            label="Share with everybody in this workspace"
            description="Others can use it; you and administrators can change it."
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          {!fault && <ProblemNote error={saving.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!name.trim()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
