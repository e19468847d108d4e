import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { pick } from '../ui/address.ts'
import { shell } from './shell.tsx'

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/page.tsx'), 'AccountPage'),
})

const members = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/members',
  validateSearch: pick('q', 'after'),
  component: lazyRouteComponent(() => import('../features/members/page.tsx'), 'MembersPage'),
})

const workspace = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/workspace',
  component: lazyRouteComponent(() => import('../features/workspace/page.tsx'), 'WorkspacePage'),
})

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/audit',
  validateSearch: pick('action', 'actor', 'target', 'from', 'to', 'after'),
  component: lazyRouteComponent(() => import('../features/audit/page.tsx'), 'AuditPage'),
})

/** Who uses the hub, and what they did. */
export const peoplePages = [account, members, workspace, audit] as const
