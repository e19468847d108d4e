import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mappingsQuery, type FieldMapping, type Instance, type Mappings } from '../../../api/instances.ts'
import { TextLink } from '../../../ui/links.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Note } from '../../../ui/note.tsx'
import { Empty } from '../../../ui/states.tsx'
import { DeleteQuestion, type Deleted } from './delete-question.tsx'
import { MappingDialog } from './mapping-dialog.tsx'
import { MappingTable } from './mapping-table.tsx'

/** Custom mappings; they are there while synchronization is active (C42). */
export function OwnMappings({ instance }: { instance: Instance }) {
  return (
    <section aria-labelledby="own-mappings">
      <Title order={2} size="h4" mb="sm" id="own-mappings">
        Custom mappings
      </Title>
      {instance.synchronizing ? <Shown instance={instance} /> : <Hidden instance={instance} />}
    </section>
  )
}

function Hidden({ instance: { id, name, active } }: { instance: Instance }) {
  return (
    <Note tone="amber" icon="pause" title="Custom mappings show while synchronization is active">
      <Text size="sm">
        {active ? (
          <>
            Synchronization of {name} is switched off. Its mappings are kept: switch it on under{' '}
            <TextLink to="/workspace/adminsettings/jira" search={{ instance: id }}>
              Integration: Jira
            </TextLink>
            .
          </>
        ) : (
          `${name} is not in use, so nothing new is sent there.`
        )}
      </Text>
    </Note>
  )
}

function Shown({ instance }: { instance: Instance }) {
  const query = useQuery(mappingsQuery(instance.id))
  const [editing, setEditing] = useState<FieldMapping | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Deleted | null>(null)
  const add = <Button onClick={() => setEditing('new')}>Add Mapping</Button>
  return (
    <Loaded query={query}>
      {(mappings) => (
        <>
          {isEmpty(mappings) ? (
            <Empty title="No custom mappings yet" step={add}>
              A mapping sends a field of the ticket with each new issue and takes over its changes in Jira, or
              says which type of issue a ticket type becomes.
            </Empty>
          ) : (
            <Stack>
              <Group justify="space-between">
                <Text size="sm" c="dimmed">
                  A change of a field on a ticket is never sent again; people in Jira have the last word.
                </Text>
                {add}
              </Group>
              <MappingTable mappings={mappings} onChange={setEditing} onDelete={setDeleting} />
            </Stack>
          )}
          {editing && (
            <MappingDialog
              instance={instance}
              mappings={mappings}
              mapping={editing === 'new' ? undefined : editing}
              onClose={() => setEditing(null)}
            />
          )}
          {deleting && <DeleteQuestion instance={instance} of={deleting} onClose={() => setDeleting(null)} />}
        </>
      )}
    </Loaded>
  )
}

const isEmpty = ({ fields, types }: Mappings) => fields.length + types.length === 0
