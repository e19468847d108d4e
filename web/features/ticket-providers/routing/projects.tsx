import { Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAllowed } from '../../../api/session.ts'
import { countOf } from '../../../ui/amounts.ts'
import { Icon } from '../../../ui/icon.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { AddProject } from '../../projects/add-project.tsx'
import { searched, type RoutingRow } from './rows.ts'
import { RoutingTable } from './table.tsx'

/** More lines than these are searched, and shown page by page. */
const few = 11
const step = 50

interface ProjectsProps {
  /** The default route, then every project. */
  rows: RoutingRow[]
  onEdit: (key: string) => void
}

export function Projects({ rows, onEdit }: ProjectsProps) {
  const [words, setWords] = useState('')
  const [shown, setShown] = useState(step)
  const found = searched(rows, words)
  return (
    <Stack gap="sm">
      {rows.length > few && (
        <Group gap="sm" role="search">
          <SearchBox
            label="Search projects"
            placeholder="Project or destination"
            value={words}
            onChange={setWords}
          />
          <Text size="sm" c="dimmed" role="status">
            {countOf({ count: found.length - 1, capped: false }, 'project')}
          </Text>
        </Group>
      )}
      <RoutingTable rows={found.slice(0, shown)} onEdit={onEdit} />
      {found.length > shown && (
        <Button variant="default" style={{ alignSelf: 'center' }} onClick={() => setShown(shown + step)}>
          Show more
        </Button>
      )}
      {rows.length === 1 && (
        <Text size="sm">
          There are no projects yet, so every ticket takes the default route. Projects come with
          recommendations, through the API, or by hand.
        </Text>
      )}
      <AddProjectStep />
    </Stack>
  )
}

/** A project by hand (AX24). */
function AddProjectStep() {
  const [adding, setAdding] = useState(false)
  const mayAdd = useAllowed('projects:manage')
  const queries = useQueryClient()
  if (!mayAdd) return null
  const onAdded = () => {
    setAdding(false)
    void queries.invalidateQueries({ queryKey: ['connections', 'routes'] })
  }
  return adding ? (
    <AddProject onAdded={onAdded} onCancel={() => setAdding(false)} />
  ) : (
    <Button
      size="xs"
      variant="subtle"
      style={{ alignSelf: 'flex-start' }}
      leftSection={<Icon name="plus" size={14} />}
      onClick={() => setAdding(true)}
    >
      Add a project
    </Button>
  )
}
