import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { connectionsQuery, type Connection } from '../../../api/connections.ts'
import { instancesQuery, type Instance } from '../../../api/instances.ts'
import { providersQuery } from '../../../api/providers.ts'
import { Gate } from '../../../shell/gate.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Note } from '../../../ui/note.tsx'
import { Page } from '../../../ui/page.tsx'
import { SetupDialog } from '../../ticket-providers/setup/dialog.tsx'
import { Guidance } from './guidance.tsx'
import { InstanceSection } from './instance-section.tsx'
import { NoInstance } from './no-instance.tsx'
import { chosenAmong, InstancePicker } from './picker.tsx'

export function JiraInstancesPage() {
  return (
    <Gate right="help-desk:manage">
      <JiraInstances />
    </Gate>
  )
}

function JiraInstances() {
  const { instance: named } = useSearch({ from: '/shell/workspace/adminsettings/jira' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/jira' })
  const query = useQuery(instancesQuery)
  const connections = useQuery(connectionsQuery)
  const providers = useQuery(providersQuery)
  const [settingUp, setSettingUp] = useState<Connection | 'new-instance' | null>(null)
  const instances = query.data ?? []
  const first = instances.find(({ active, primary }) => active && primary)
  const chosen = chosenAmong(instances, named)
  const provider = providers.data?.find(({ kind }) => kind === (first ?? chosen)?.provider)
  const onSaved = ({ id }: Connection) => {
    setSettingUp(null)
    void query.refetch()
    void navigate({ search: { instance: id }, ignoreBlocker: true })
  }
  return (
    <Page
      title="Integration: Jira"
      lead="How tickets of the help desk and issues in Jira go together."
      actions={
        first && (
          <Button variant="default" disabled={!provider} onClick={() => setSettingUp('new-instance')}>
            Add instance
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(known) => {
          const instance = chosenAmong(known, named)
          if (!instance) return <NoInstance />
          return (
            <>
              {!first && <NeedsFirst known={known} />}
              {known.length > 1 && (
                <Group>
                  <InstancePicker
                    instances={known}
                    value={instance}
                    onChange={(id) => void navigate({ search: { instance: id } })}
                  />
                </Group>
              )}
              <Loaded query={connections}>
                {(configured) => {
                  const connection = configured.find(({ id }) => id === instance.id)
                  return (
                    connection && (
                      <InstanceSection
                        key={instance.id}
                        instance={instance}
                        connection={connection}
                        onChangeConnection={() => setSettingUp(connection)}
                      />
                    )
                  )
                }}
              </Loaded>
            </>
          )
        }}
      </Loaded>
      <Guidance />
      {settingUp && provider && (
        <SetupDialog
          provider={provider}
          connections={connections.data ?? []}
          subject={settingUp}
          onClose={() => setSettingUp(null)}
          onSaved={onSaved}
        />
      )}
    </Page>
  )
}

/** The rule of further instances, where it stands in the way (C22). */
function NeedsFirst({ known }: { known: Instance[] }) {
  const isOther = known.some(({ active }) => active)
  return (
    <Note tone="amber" icon="plug" title="The instance “Default” is not connected">
      <Text size="sm">
        A further instance can be added while Jira is this workspace’s active provider: connect it under{' '}
        <TextLink to="/workspace/adminsettings/ticket-providers">Ticket Providers</TextLink> first.{' '}
        {isOther
          ? 'The instances that are active go on.'
          : 'Until then nothing new is linked, and old tickets keep their links.'}
      </Text>
    </Note>
  )
}
