import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { connectionsQuery, type Connection } from '../../api/connections.ts'
import { providersQuery, type ProviderInfo } from '../../api/providers.ts'
import { useAllowed } from '../../api/session.ts'
import { Gate } from '../../shell/gate.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { ProviderCards } from './cards.tsx'
import { ConnectionsInUse } from './connections-in-use.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { HelpPanel } from './help-panel.tsx'
import { useOpenRoute } from './routing/use-open-route.ts'
import { SetupDialog } from './setup/dialog.tsx'

export function TicketProvidersPage() {
  return (
    <Gate right="connections:read">
      <TicketProviders />
    </Gate>
  )
}

interface SettingUp {
  provider: ProviderInfo
  /** Absent: what the provider’s card stands for. */
  subject?: Connection
}

function TicketProviders() {
  const providers = useQuery(providersQuery)
  const connections = useQuery(connectionsQuery)
  const mayManage = useAllowed('connections:manage')
  const [settingUp, setSettingUp] = useState<SettingUp | null>(null)
  const [leaving, setLeaving] = useState<Connection | null>(null)
  const route = useOpenRoute()
  const active = connections.data?.find(({ state, primary }) => state === 'active' && primary)
  const skeleton = <LoadingRows rows={3} height={130} />
  const onSaved = (saved: Connection) => {
    setSettingUp(null)
    if (saved.state === 'active') void route.openWhereNeeded(saved.id)
  }
  return (
    <Page
      title="Ticket Providers"
      lead="The tracker in which this workspace’s tickets become issues. One is active at a time, for everybody here."
      actions={
        mayManage &&
        active && (
          <Button variant="default" onClick={() => setLeaving(active)}>
            Disconnect Provider
          </Button>
        )
      }
    >
      <Loaded query={providers} skeleton={skeleton}>
        {(declared) => (
          <Loaded query={connections} skeleton={skeleton}>
            {(configured) => (
              <>
                <ProviderCards
                  providers={declared}
                  connections={configured}
                  onSetUp={(provider) => setSettingUp({ provider })}
                />
                <ConnectionsInUse
                  providers={declared}
                  connections={configured}
                  route={route}
                  onDisconnect={setLeaving}
                  onReplaceCredential={(provider, subject) => setSettingUp({ provider, subject })}
                />
                <HelpPanel active={active} />
                {settingUp && (
                  <SetupDialog
                    {...settingUp}
                    connections={configured}
                    onClose={() => setSettingUp(null)}
                    onSaved={onSaved}
                  />
                )}
                {leaving && <DisconnectDialog connection={leaving} onClose={() => setLeaving(null)} />}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
