import { Fragment } from 'react'
import type { Connection } from '../../api/connections.ts'
import type { ProviderInfo } from '../../api/providers.ts'
import { isInUse } from './card-state.ts'
import { ConnectionSection } from './connection-section.tsx'
import { ProjectRouting } from './routing/section.tsx'
import type { OpenRoute } from './routing/use-open-route.ts'

interface InUseProps {
  providers: ProviderInfo[]
  connections: Connection[]
  route: OpenRoute
  onDisconnect: (connection: Connection) => void
  onReplaceCredential: (provider: ProviderInfo, connection: Connection) => void
}

/** The active connection first, with its routes (A40), then further instances, then those that are still followed. */
export function ConnectionsInUse({ providers, connections, route, ...actions }: InUseProps) {
  const inUse = connections
    .filter(isInUse)
    .sort((a, b) => a.state.localeCompare(b.state) || Number(b.primary) - Number(a.primary))
  return inUse.map((connection) => {
    const provider = providers.find(({ kind }) => kind === connection.provider)
    if (!provider) return null
    return (
      <Fragment key={connection.id}>
        <ConnectionSection
          connection={connection}
          provider={provider}
          onDisconnect={() => actions.onDisconnect(connection)}
          onReplaceCredential={() => actions.onReplaceCredential(provider, connection)}
        />
        {connection.state === 'active' && connection.primary && (
          <ProjectRouting connection={connection} provider={provider} route={route} />
        )}
      </Fragment>
    )
  })
}
