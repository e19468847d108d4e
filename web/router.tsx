import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { meQuery } from './api/session.ts'
import { keepConsoleLink } from './features/alarms/link-address.ts'
import { entrancePages } from './routes/entrance.ts'
import { peoplePages } from './routes/people.ts'
import { root, shell } from './routes/shell.tsx'
import { settingsPages } from './routes/settings.ts'
import { watchPages } from './routes/watch.ts'
import { workPages } from './routes/work.ts'
import { PageFault, PageMissing } from './shell/whole-page.tsx'
import { readSearch, writeSearch } from './ui/address.ts'
import { LoadingRows } from './ui/states.tsx'

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { rights } = await context.queries.ensureQueryData(meQuery)
    const to = rights.includes('recommendations:read') ? '/recommendations' : '/tickets'
    throw redirect({ to, replace: true })
  },
})

/** Unknown addresses are told so inside the frame. */
const missing = createRoute({ getParentRoute: () => shell, path: '$', component: PageMissing })

const pages = [start, ...workPages, ...watchPages, ...settingsPages, ...peoplePages, missing] as const
const routeTree = root.addChildren([...entrancePages, shell.addChildren(pages)])

export function createAppRouter(queries: QueryClient) {
  keepConsoleLink()
  return createRouter({
    routeTree,
    context: { queries },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: PageMissing,
    defaultPendingComponent: () => <LoadingRows />,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
