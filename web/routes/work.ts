import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { pick } from '../ui/address.ts'
import { shell } from './shell.tsx'

const recommendations = createRoute({
  getParentRoute: () => shell,
  path: '/recommendations',
  validateSearch: pick('q', 'project', 'category', 'source', 'ticket', 'sort', 'after'),
  component: lazyRouteComponent(() => import('../features/recommendations/page.tsx'), 'RecommendationsPage'),
})

const recommendation = createRoute({
  getParentRoute: () => shell,
  path: '/recommendations/$id',
  component: lazyRouteComponent(
    () => import('../features/recommendations/detail-page.tsx'),
    'RecommendationPage',
  ),
})

const alarms = createRoute({
  getParentRoute: () => shell,
  path: '/alarms',
  validateSearch: pick('q', 'state', 'source', 'severity', 'ticket', 'after'),
  component: lazyRouteComponent(() => import('../features/alarms/page.tsx'), 'AlarmsPage'),
})

const alarmFromLink = createRoute({
  getParentRoute: () => shell,
  path: '/alarms/from-link',
  validateSearch: pick('link'),
  component: lazyRouteComponent(() => import('../features/alarms/from-link-page.tsx'), 'FromLinkPage'),
})

const alarm = createRoute({
  getParentRoute: () => shell,
  path: '/alarms/$id',
  validateSearch: pick('dialog'),
  component: lazyRouteComponent(() => import('../features/alarms/alarm-page.tsx'), 'AlarmPage'),
})

const tickets = createRoute({
  getParentRoute: () => shell,
  path: '/tickets',
  validateSearch: pick('view', 'type', 'q', 'status', 'delivery', 'project', 'unmapped', 'sort', 'after'),
  component: lazyRouteComponent(() => import('../features/tickets/page.tsx'), 'TicketsPage'),
})

const ticket = createRoute({
  getParentRoute: () => shell,
  path: '/tickets/$alias',
  component: lazyRouteComponent(() => import('../features/ticket/page.tsx'), 'TicketPage'),
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
  component: lazyRouteComponent(() => import('../features/help-desk/list-page.tsx'), 'HelpDeskPage'),
})

const newDeskTicket = createRoute({
  getParentRoute: () => shell,
  path: '/help-desk/new',
  component: lazyRouteComponent(() => import('../features/help-desk/new/page.tsx'), 'NewDeskTicketPage'),
})

const deskTicket = createRoute({
  getParentRoute: () => shell,
  path: '/help-desk/$alias',
  validateSearch: pick('tab'),
  component: lazyRouteComponent(() => import('../features/help-desk/ticket/page.tsx'), 'DeskTicketPage'),
})

const desk = createRoute({
  getParentRoute: () => shell,
  path: '/desk',
  validateSearch: pick('q', 'status', 'category', 'priority', 'operator', 'asks', 'sort', 'after'),
  component: lazyRouteComponent(() => import('../features/desk/list-page.tsx'), 'DeskPage'),
})

const newServiceTicket = createRoute({
  getParentRoute: () => shell,
  path: '/desk/new',
  component: lazyRouteComponent(() => import('../features/desk/new/page.tsx'), 'NewServiceTicketPage'),
})

const serviceTicket = createRoute({
  getParentRoute: () => shell,
  path: '/desk/$alias',
  component: lazyRouteComponent(() => import('../features/desk/ticket/page.tsx'), 'DeskServiceTicketPage'),
})

const diagnostics = createRoute({
  getParentRoute: () => shell,
  path: '/diagnostics',
  validateSearch: pick('view', 'q', 'status', 'service', 'operator', 'after'),
  component: lazyRouteComponent(() => import('../features/diagnostics/page.tsx'), 'DiagnosticsPage'),
})

const diagnosticRun = createRoute({
  getParentRoute: () => shell,
  path: '/diagnostics/$alias',
  component: lazyRouteComponent(() => import('../features/diagnostics/run-page.tsx'), 'DiagnosticRunPage'),
})

/** What people work on. */
export const workPages = [
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
] as const
