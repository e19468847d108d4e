import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { makeWorkspace } from '../../api/workspaces.ts'
import { useSwitchWorkspace } from '../../shell/use-switch-workspace.ts'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'

/** Makes another workspace, and goes there. */
export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const go = useSwitchWorkspace()
  useFocusBack()
  const making = useMutation({
    mutationFn: () => makeWorkspace({ name: name.trim() }),
    onSuccess: ({ id }) => go(id),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    making.mutate()
  }
  return (
    <Modal opened onClose={onClose} title="New workspace" closeOnClickOutside={name === ''}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Name"
            description="You can change it later."
            data-autofocus
            maxLength={100}
            autoComplete="off"
            value={name}
            error={fieldErrors(making.error)['name']}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <RefusalNote error={making.error} shown={['name']} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={making.isPending || making.isSuccess} disabled={!name.trim()}>
              Make it and go there
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
