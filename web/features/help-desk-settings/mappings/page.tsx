import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { instancesQuery } from '../../../api/instances.ts'
import { Gate } from '../../../shell/gate.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Page } from '../../../ui/page.tsx'
import { NoInstance } from '../instances/no-instance.tsx'
import { chosenAmong, InstancePicker } from '../instances/picker.tsx'
import { DefaultMappings } from './default-mappings.tsx'
import { OwnMappings } from './own-mappings.tsx'

export function MappingsPage() {
  return (
    <Gate right="help-desk:manage">
      <AllMappings />
    </Gate>
  )
}

function AllMappings() {
  const { instance: named } = useSearch({ from: '/shell/workspace/adminsettings/mappings' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/mappings' })
  const query = useQuery(instancesQuery)
  return (
    <Page
      title="Mappings"
      lead="Which field, type and value of a ticket is which in Jira. Equal names need no mapping."
    >
      <Loaded query={query}>
        {(instances) => {
          const instance = chosenAmong(instances, named)
          if (!instance) return <NoInstance />
          return (
            <>
              {instances.length > 1 && (
                <Group>
                  <InstancePicker
                    instances={instances}
                    value={instance}
                    onChange={(id) => void navigate({ search: { instance: id } })}
                  />
                </Group>
              )}
              <OwnMappings key={instance.id} instance={instance} />
              <DefaultMappings
                instance={instance}
                isOnly={instances.filter(({ active }) => active).length < 2}
              />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
