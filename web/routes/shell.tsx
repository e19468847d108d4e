import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { visitorQuery } from '../api/account.ts'
import { hasStatus } from '../api/problem.ts'
import { meQuery } from '../api/session.ts'
import { Shell } from '../shell/shell.tsx'
import { PageFault } from '../shell/whole-page.tsx'

export const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet })

async function whoIsIn(queries: QueryClient, wanted: string) {
  try {
    return await queries.ensureQueryData(meQuery)
  } catch (error) {
    if (!hasStatus(error, 401)) throw error
    if (await queries.fetchQuery({ ...visitorQuery, staleTime: 0 }))
      throw redirect({ to: '/no-workspace', replace: true })
    throw redirect({ to: '/sign-in', search: { to: wanted } })
  }
}

/** Everything that needs a person: without one, to the sign-in page and back to the wanted address afterwards. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    await whoIsIn(context.queries, location.href)
  },
  component: Shell,
  errorComponent: PageFault,
})
