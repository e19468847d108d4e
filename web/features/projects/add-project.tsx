import { Button, Group, Paper, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { addProject, projectsQuery } from '../../api/projects.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** A project by hand (AX24), beside those that come from a source. Not a form: it stands inside one. */
export function AddProject({ onAdded, onCancel }: { onAdded: (id: string) => void; onCancel: () => void }) {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [key, setKey] = useState('')
  const adding = useMutation({
    mutationFn: addProject,
    onSuccess: (project) => {
      queries.setQueryData(projectsQuery.queryKey, (known = []) => [
        ...known.filter(({ id }) => id !== project.id),
        project,
      ])
      onAdded(project.id)
    },
  })
  const errors = fieldErrors(adding.error)
  const isSaid = 'name' in errors || 'key' in errors
  return (
    <Paper withBorder p="sm" radius="md" role="group" aria-label="New project">
      <Stack gap="xs">
        <Group grow align="flex-start">
          <TextInput
            label="Name"
            value={name}
            error={errors['name']}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Key"
            placeholder="aws-infrastructure"
            value={key}
            error={errors['key']}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
        </Group>
        {!isSaid && <ProblemNote error={adding.error} />}
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onCancel}>
            Not now
          </Button>
          <Button
            size="xs"
            loading={adding.isPending}
            disabled={!name.trim() || !key.trim()}
            onClick={() => adding.mutate({ name: name.trim(), key: key.trim() })}
          >
            Add project
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
