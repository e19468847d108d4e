import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { routesQuery } from '../../../api/routes.ts'
import { useAllowed } from '../../../api/session.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { LoadingRows } from '../../../ui/states.tsx'
import { CheckRoutes } from './check-routes.tsx'
import { Projects } from './projects.tsx'
import { findRow, rowsOf } from './rows.ts'
import type { OpenRoute } from './use-open-route.ts'

const RouteEditor = lazy(() => import('./editor.tsx'))

interface RoutingProps {
  connection: Connection
  provider: ProviderInfo
  route: OpenRoute
}

/** A39–A46: where the tickets of each project go. */
export function ProjectRouting({ connection, provider, route }: RoutingProps) {
  const query = useQuery(routesQuery(connection.id))
  const mayManage = useAllowed('connections:manage')
  const edited = query.data && mayManage && findRow(rowsOf(query.data), route.opened)
  return (
    <Stack component="section" aria-labelledby="project-routing" gap="md">
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ flex: '1 1 20rem' }}>
          <Title order={2} size="h4" id="project-routing">
            Project Routing
          </Title>
          <Text size="sm" c="dimmed">
            Where in {provider.title} the tickets of each project go. A project without a route of its own
            uses the default one.
          </Text>
        </div>
        {mayManage && <CheckRoutes connectionId={connection.id} />}
      </Group>
      <Loaded query={query} skeleton={<LoadingRows rows={3} />}>
        {(table) => <Projects rows={rowsOf(table)} onEdit={route.open} />}
      </Loaded>
      {edited && (
        <Suspense>
          <RouteEditor
            key={edited.key}
            connection={connection}
            provider={provider}
            row={edited}
            standard={query.data?.default ?? null}
            onClose={route.close}
          />
        </Suspense>
      )}
    </Stack>
  )
}
