import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { pick } from '../ui/address.ts'
import { shell } from './shell.tsx'

const failedRequests = createRoute({
  getParentRoute: () => shell,
  path: '/failed-requests',
  validateSearch: pick('q', 'connectionId', 'cause', 'alarms', 'after'),
  component: lazyRouteComponent(() => import('../features/failed-requests/page.tsx'), 'FailedRequestsPage'),
})

const pickLog = pick('q', 'level', 'connectionId', 'ticket', 'fault', 'concerns', 'from', 'to', 'after')

const syncErrors = createRoute({
  getParentRoute: () => shell,
  path: '/sync-errors',
  validateSearch: pickLog,
  component: lazyRouteComponent(() => import('../features/log/page.tsx'), 'SyncErrorsPage'),
})

const syncLog = createRoute({
  getParentRoute: () => shell,
  path: '/sync-log',
  validateSearch: pickLog,
  component: lazyRouteComponent(() => import('../features/log/page.tsx'), 'SyncLogPage'),
})

const queue = createRoute({
  getParentRoute: () => shell,
  path: '/queue',
  component: lazyRouteComponent(() => import('../features/queue/page.tsx'), 'QueuePage'),
})

const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  validateSearch: pick('state', 'channel', 'topic', 'operator', 'ticket', 'after'),
  component: lazyRouteComponent(() => import('../features/notifications/page.tsx'), 'NotificationsPage'),
})

const notification = createRoute({
  getParentRoute: () => shell,
  path: '/notifications/$id',
  component: lazyRouteComponent(
    () => import('../features/notifications/detail-page.tsx'),
    'NotificationPage',
  ),
})

/** How it goes. */
export const watchPages = [failedRequests, syncErrors, syncLog, queue, notifications, notification] as const
