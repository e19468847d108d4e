import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { hasStatus } from '../api/problem.ts'
import { meQuery } from '../api/session.ts'
import { Shell } from '../shell/shell.tsx'
import { PageFault } from '../shell/whole-page.tsx'

export const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet })

/** Everything that needs a person: without one, to the sign-in page and back to the wanted address afterwards. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(meQuery)
    } catch (error) {
      if (hasStatus(error, 401)) throw redirect({ to: '/sign-in', search: { to: location.href } })
      throw error
    }
  },
  component: Shell,
  errorComponent: PageFault,
})
