import { Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { meQuery } from '../../api/session.ts'
import { changeWorkspace, workspaceQuery, type Workspace } from '../../api/workspaces.ts'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { Section } from '../../ui/section.tsx'

export function NameForm({ workspace }: { workspace: Workspace }) {
  const [name, setName] = useState(workspace.name)
  const queries = useQueryClient()
  const renaming = useMutation({
    mutationFn: () => changeWorkspace({ name: name.trim() }),
    onSuccess: async (changed) => {
      queries.setQueryData(workspaceQuery.queryKey, changed)
      await queries.invalidateQueries(meQuery)
      notifications.show({ color: 'green.8', message: `The workspace is now called ${changed.name}.` })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    renaming.mutate()
  }
  return (
    <Section title="Name" lead="Its members read it at the top of each page, and in invitations.">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label="Name of the workspace"
            maxLength={100}
            autoComplete="off"
            value={name}
            error={fieldErrors(renaming.error)['name']}
            onChange={(event) => setName(event.currentTarget.value)}
            style={{ flex: '0 1 22rem' }}
          />
          <Button
            type="submit"
            variant="default"
            loading={renaming.isPending}
            disabled={!name.trim() || name.trim() === workspace.name}
          >
            Rename
          </Button>
        </Group>
        <RefusalNote error={renaming.error} shown={['name']} />
      </form>
    </Section>
  )
}
