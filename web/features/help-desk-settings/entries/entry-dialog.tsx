import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { keyOf, saveEntry, type HelpDeskList } from '../../../api/help-desk-lists.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { EntryFields } from './entry-fields.tsx'
import { useEntryForm } from './use-entry-form.ts'
import { bodyOf, type Entry, type EntryValues } from './values.ts'
import { kindOf, listWords } from './words.ts'

interface DialogProps {
  list: HelpDeskList
  /** Absent for a new one. */
  entry: Entry | undefined
  onClose: () => void
}

/** Adds an entry to one of the help desk’s lists, or changes one. */
export function EntryDialog({ list, entry, onClose }: DialogProps) {
  const kind = kindOf(list)
  const { one, renaming } = listWords[kind]
  const form = useEntryForm(kind, entry)
  const { leave, question } = useLeaveGuard(form.isDirty(), onClose)
  const queries = useQueryClient()
  useFocusBack()
  const saving = useMutation({
    mutationFn: (values: EntryValues) => saveEntry(list, entry?.id, bodyOf(kind, values, !entry)),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: keyOf(list) })
      void queries.invalidateQueries({ queryKey: ['mappings'] })
      notifications.show({ color: 'green.8', message: `The ${one} ${saved.name} is saved.` })
      onClose()
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  const isShown = Object.keys(fieldErrors(saving.error)).some((field) => field in form.values)
  return (
    <Modal
      opened
      onClose={leave}
      title={entry ? `Change ${entry.name}` : `Add ${one}`}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label="Name"
            withAsterisk
            maxLength={200}
            data-autofocus
            {...(entry && renaming ? { description: renaming } : {})}
            {...form.getInputProps('name')}
          />
          <EntryFields kind={kind} form={form} isNew={!entry} instance={entry?.instance} />
          {!isShown && <ProblemNote error={saving.error} withFields />}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
      {question}
    </Modal>
  )
}
