import { Button, Group, Paper, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../api/connections.ts'
import type { Instance } from '../../../api/instances.ts'
import { useAllowed } from '../../../api/session.ts'
import { ButtonLink } from '../../../ui/links.tsx'
import { Failed, LoadingRows } from '../../../ui/states.tsx'
import { DisconnectDialog } from '../../ticket-providers/disconnect-dialog.tsx'
import { ConnectionBanners } from '../../ticket-providers/panels/banners.tsx'
import { InstanceFacts } from './instance-facts.tsx'
import { SettingsForm } from './settings-form.tsx'
import { SyncSwitch } from './sync-switch.tsx'
import { useLists } from './use-lists.ts'

interface SectionProps {
  instance: Instance
  connection: Connection
  onChangeConnection: () => void
}

/** One instance: how it is doing, and everything that can be set about it. */
export function InstanceSection({ instance, connection, onChangeConnection }: SectionProps) {
  const { id, name, primary, active } = instance
  const mayManage = useAllowed('connections:manage')
  const [leaving, setLeaving] = useState(false)
  // A switched-off synchronization is said by its switch.
  const shown = { ...connection, name, paused: instance.paused }
  return (
    <Stack component="section" aria-labelledby="instance" gap="md">
      <Group justify="space-between">
        <Title order={2} size="h4" id="instance">
          {name}
        </Title>
        {mayManage && active && (
          <Group gap="xs">
            {!primary && (
              <Button size="xs" variant="subtle" color="gray" onClick={() => setLeaving(true)}>
                Disconnect instance
              </Button>
            )}
            <Button size="xs" variant="default" onClick={onChangeConnection}>
              Change connection
            </Button>
          </Group>
        )}
      </Group>
      <ConnectionBanners connection={shown} mayManage={mayManage} onReplaceCredential={onChangeConnection} />
      <Paper withBorder p="md" radius="md">
        <Stack>
          <InstanceFacts instance={instance} connection={connection} />
          <Group gap="xs">
            <ButtonLink size="xs" variant="light" to="/sync-errors" search={{ connectionId: id }}>
              Sync errors
            </ButtonLink>
            <ButtonLink size="xs" variant="light" to="/sync-log" search={{ connectionId: id }}>
              Sync log
            </ButtonLink>
            <ButtonLink
              size="xs"
              variant="light"
              to="/workspace/adminsettings/mappings"
              search={{ instance: id }}
            >
              Mappings
            </ButtonLink>
          </Group>
        </Stack>
      </Paper>
      {active && <SyncSwitch instance={instance} waiting={connection.counts.waiting} />}
      {connection.state !== 'disconnected' && <Settings instance={instance} />}
      {leaving && <DisconnectDialog connection={connection} onClose={() => setLeaving(false)} />}
    </Stack>
  )
}

function Settings({ instance }: { instance: Instance }) {
  const { lists, failed } = useLists()
  if (failed) return <Failed error={failed.error} retry={() => void failed.refetch()} />
  if (!lists) return <LoadingRows />
  return <SettingsForm instance={instance} lists={lists} />
}
