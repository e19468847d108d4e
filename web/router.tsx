import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { hasStatus } from './api/problem.ts'
import { meQuery } from './api/session.ts'
import { keepConsoleLink } from './features/alarms/link-address.ts'
import { Shell } from './shell/shell.tsx'
import { PageFault, PageMissing } from './shell/whole-page.tsx'
import { pick, readSearch, writeSearch } from './ui/address.ts'
import { LoadingRows } from './ui/states.tsx'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: pick('to'),
  component: lazyRouteComponent(() => import('./features/sign-in/page.tsx'), 'SignInPage'),
})

/** Everything that needs a person: without one, to the sign-in page and back to the wanted address afterwards. */
const shell = createRoute({
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

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { rights } = await context.queries.ensureQueryData(meQuery)
    const to = rights.includes('recommendations:read') ? '/recommendations' : '/tickets'
    throw redirect({ to, replace: true })
  },
})

const recommendations = createRoute({
  getParentRoute: () => shell,
  path: '/recommendations',
  validateSearch: pick('q', 'project', 'category', 'source', 'ticket', 'sort', 'after'),
  component: lazyRouteComponent(() => import('./features/recommendations/page.tsx'), 'RecommendationsPage'),
})

const recommendation = createRoute({
  getParentRoute: () => shell,
  path: '/recommendations/$id',
  component: lazyRouteComponent(
    () => import('./features/recommendations/detail-page.tsx'),
    'RecommendationPage',
  ),
})

const alarms = createRoute({
  getParentRoute: () => shell,
  path: '/alarms',
  validateSearch: pick('q', 'state', 'source', 'severity', 'ticket', 'after'),
  component: lazyRouteComponent(() => import('./features/alarms/page.tsx'), 'AlarmsPage'),
})

const alarmFromLink = createRoute({
  getParentRoute: () => shell,
  path: '/alarms/from-link',
  validateSearch: pick('link'),
  component: lazyRouteComponent(() => import('./features/alarms/from-link-page.tsx'), 'FromLinkPage'),
})

const alarm = createRoute({
  getParentRoute: () => shell,
  path: '/alarms/$id',
  validateSearch: pick('dialog'),
  component: lazyRouteComponent(() => import('./features/alarms/alarm-page.tsx'), 'AlarmPage'),
})

const tickets = createRoute({
  getParentRoute: () => shell,
  path: '/tickets',
  validateSearch: pick('view', 'type', 'q', 'status', 'delivery', 'project', 'unmapped', 'sort', 'after'),
  component: lazyRouteComponent(() => import('./features/tickets/page.tsx'), 'TicketsPage'),
})

const ticket = createRoute({
  getParentRoute: () => shell,
  path: '/tickets/$alias',
  component: lazyRouteComponent(() => import('./features/ticket/page.tsx'), 'TicketPage'),
})

const helpDesk = createRoute({
  getParentRoute: () => shell,
  path: '/help-desk',
  validateSearch: pick(
    'q',
    'category',
    'statusId',
    'typeId',
    'productId',
    'customerId',
    'assignee',
    'linked',
    'sort',
    'after',
  ),
  component: lazyRouteComponent(() => import('./features/help-desk/list-page.tsx'), 'HelpDeskPage'),
})

const newDeskTicket = createRoute({
  getParentRoute: () => shell,
  path: '/help-desk/new',
  component: lazyRouteComponent(() => import('./features/help-desk/new/page.tsx'), 'NewDeskTicketPage'),
})

const deskTicket = createRoute({
  getParentRoute: () => shell,
  path: '/help-desk/$alias',
  validateSearch: pick('tab'),
  component: lazyRouteComponent(() => import('./features/help-desk/ticket/page.tsx'), 'DeskTicketPage'),
})

const desk = createRoute({
  getParentRoute: () => shell,
  path: '/desk',
  validateSearch: pick('q', 'status', 'category', 'priority', 'operator', 'asks', 'sort', 'after'),
  component: lazyRouteComponent(() => import('./features/desk/list-page.tsx'), 'DeskPage'),
})

const newServiceTicket = createRoute({
  getParentRoute: () => shell,
  path: '/desk/new',
  component: lazyRouteComponent(() => import('./features/desk/new/page.tsx'), 'NewServiceTicketPage'),
})

const serviceTicket = createRoute({
  getParentRoute: () => shell,
  path: '/desk/$alias',
  component: lazyRouteComponent(() => import('./features/desk/ticket/page.tsx'), 'DeskServiceTicketPage'),
})

const diagnostics = createRoute({
  getParentRoute: () => shell,
  path: '/diagnostics',
  validateSearch: pick('view', 'q', 'status', 'service', 'operator', 'after'),
  component: lazyRouteComponent(() => import('./features/diagnostics/page.tsx'), 'DiagnosticsPage'),
})

const diagnosticRun = createRoute({
  getParentRoute: () => shell,
  path: '/diagnostics/$alias',
  component: lazyRouteComponent(() => import('./features/diagnostics/run-page.tsx'), 'DiagnosticRunPage'),
})

const failedRequests = createRoute({
  getParentRoute: () => shell,
  path: '/failed-requests',
  validateSearch: pick('q', 'connectionId', 'cause', 'alarms', 'after'),
  component: lazyRouteComponent(() => import('./features/failed-requests/page.tsx'), 'FailedRequestsPage'),
})

const ticketProviders = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/ticket-providers',
  validateSearch: pick('route'),
  component: lazyRouteComponent(() => import('./features/ticket-providers/page.tsx'), 'TicketProvidersPage'),
})

const jiraInstances = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/jira',
  validateSearch: pick('instance'),
  component: lazyRouteComponent(
    () => import('./features/help-desk-settings/instances/page.tsx'),
    'JiraInstancesPage',
  ),
})

const mappings = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/mappings',
  validateSearch: pick('instance'),
  component: lazyRouteComponent(
    () => import('./features/help-desk-settings/mappings/page.tsx'),
    'MappingsPage',
  ),
})

const products = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/products',
  validateSearch: pick('q', 'after'),
  component: lazyRouteComponent(
    () => import('./features/help-desk-settings/products/page.tsx'),
    'ProductsPage',
  ),
})

const helpDeskLists = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/help-desk-lists',
  validateSearch: pick('list', 'q', 'after'),
  component: lazyRouteComponent(
    () => import('./features/help-desk-settings/lists/page.tsx'),
    'HelpDeskListsPage',
  ),
})

const alarmSources = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/sources',
  validateSearch: pick('after'),
  component: lazyRouteComponent(() => import('./features/alarm-sources/page.tsx'), 'AlarmSourcesPage'),
})

const alarmSource = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/sources/$name',
  component: lazyRouteComponent(() => import('./features/alarm-sources/source-page.tsx'), 'AlarmSourcePage'),
})

const alarmRules = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/alarm-rules',
  component: lazyRouteComponent(() => import('./features/alarm-rules/page.tsx'), 'AlarmRulesPage'),
})

const newAlarmRule = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/alarm-rules/new',
  component: lazyRouteComponent(() => import('./features/alarm-rules/rule-page.tsx'), 'NewRulePage'),
})

const alarmRule = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/alarm-rules/$id',
  component: lazyRouteComponent(() => import('./features/alarm-rules/rule-page.tsx'), 'RulePage'),
})

const pickLog = pick('q', 'level', 'connectionId', 'ticket', 'fault', 'concerns', 'from', 'to', 'after')

const syncErrors = createRoute({
  getParentRoute: () => shell,
  path: '/sync-errors',
  validateSearch: pickLog,
  component: lazyRouteComponent(() => import('./features/log/page.tsx'), 'SyncErrorsPage'),
})

const syncLog = createRoute({
  getParentRoute: () => shell,
  path: '/sync-log',
  validateSearch: pickLog,
  component: lazyRouteComponent(() => import('./features/log/page.tsx'), 'SyncLogPage'),
})

const operators = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/operators',
  validateSearch: pick('q', 'after'),
  component: lazyRouteComponent(() => import('./features/operators/page.tsx'), 'OperatorsPage'),
})

const operator = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/operators/$id',
  component: lazyRouteComponent(() => import('./features/operators/operator-page.tsx'), 'OperatorPage'),
})

const operatorWebhooks = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/operators/$id/webhooks',
  component: lazyRouteComponent(
    () => import('./features/operator-webhooks/page.tsx'),
    'OperatorWebhooksPage',
  ),
})

const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  validateSearch: pick('state', 'channel', 'topic', 'operator', 'ticket', 'after'),
  component: lazyRouteComponent(() => import('./features/notifications/page.tsx'), 'NotificationsPage'),
})

const notification = createRoute({
  getParentRoute: () => shell,
  path: '/notifications/$id',
  component: lazyRouteComponent(() => import('./features/notifications/detail-page.tsx'), 'NotificationPage'),
})

const apiTokens = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/api-tokens',
  component: lazyRouteComponent(() => import('./features/api-tokens/page.tsx'), 'ApiTokensPage'),
})

const queue = createRoute({
  getParentRoute: () => shell,
  path: '/queue',
  component: lazyRouteComponent(() => import('./features/queue/page.tsx'), 'QueuePage'),
})

/** Unknown addresses are told so inside the frame. */
const missing = createRoute({ getParentRoute: () => shell, path: '$', component: PageMissing })

const pages = [
  start,
  recommendations,
  recommendation,
  alarms,
  alarmFromLink,
  alarm,
  tickets,
  ticket,
  helpDesk,
  newDeskTicket,
  deskTicket,
  desk,
  newServiceTicket,
  serviceTicket,
  diagnostics,
  diagnosticRun,
  failedRequests,
  ticketProviders,
  jiraInstances,
  mappings,
  products,
  helpDeskLists,
  alarmSources,
  alarmSource,
  alarmRules,
  newAlarmRule,
  alarmRule,
  syncErrors,
  syncLog,
  queue,
  operators,
  operator,
  operatorWebhooks,
  notifications,
  notification,
  apiTokens,
  missing,
] as const
const routeTree = root.addChildren([signIn, shell.addChildren(pages)])

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
