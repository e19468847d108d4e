import { Button, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { projectsQuery } from '../../api/projects.ts'
import { useAllowed } from '../../api/session.ts'
import { AddProject } from '../projects/add-project.tsx'

interface ProjectFieldProps {
  required: boolean
  value?: string
  error?: ReactNode
  onChange?: (value: string) => void
}

export function ProjectField({ required, value = '', error, onChange }: ProjectFieldProps) {
  const mayAdd = useAllowed('projects:manage')
  const [adding, setAdding] = useState(false)
  const { data: projects = [], isPending } = useQuery(projectsQuery)
  const first = required ? 'Choose a project' : 'No project'
  const help = required ? undefined : 'Without a project the ticket takes the default route.'
  const choose = (id: string) => {
    onChange?.(id)
    setAdding(false)
  }
  return (
    <Stack gap={4} align="stretch">
      <NativeSelect
        label="Project"
        withAsterisk={required}
        disabled={isPending}
        description={projects.length === 0 && !isPending ? 'There are no projects yet.' : help}
        data={[{ value: '', label: first }, ...projects.map(({ id, name }) => ({ value: id, label: name }))]}
        value={value}
        error={error}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {mayAdd && !adding && (
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setAdding(true)}
        >
          Add a project
        </Button>
      )}
      {adding && <AddProject onAdded={choose} onCancel={() => setAdding(false)} />}
    </Stack>
  )
}
