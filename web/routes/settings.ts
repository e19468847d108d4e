import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { pick } from '../ui/address.ts'
import { shell } from './shell.tsx'

const ticketProviders = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/ticket-providers',
  validateSearch: pick('route'),
  component: lazyRouteComponent(() => import('../features/ticket-providers/page.tsx'), 'TicketProvidersPage'),
})

const jiraInstances = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/jira',
  validateSearch: pick('instance'),
  component: lazyRouteComponent(
    () => import('../features/help-desk-settings/instances/page.tsx'),
    'JiraInstancesPage',
  ),
})

const mappings = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/mappings',
  validateSearch: pick('instance'),
  component: lazyRouteComponent(
    () => import('../features/help-desk-settings/mappings/page.tsx'),
    'MappingsPage',
  ),
})

const products = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/products',
  validateSearch: pick('q', 'after'),
  component: lazyRouteComponent(
    () => import('../features/help-desk-settings/products/page.tsx'),
    'ProductsPage',
  ),
})

const helpDeskLists = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/help-desk-lists',
  validateSearch: pick('list', 'q', 'after'),
  component: lazyRouteComponent(
    () => import('../features/help-desk-settings/lists/page.tsx'),
    'HelpDeskListsPage',
  ),
})

const alarmSources = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/sources',
  validateSearch: pick('after'),
  component: lazyRouteComponent(() => import('../features/alarm-sources/page.tsx'), 'AlarmSourcesPage'),
})

const alarmSource = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/sources/$name',
  component: lazyRouteComponent(() => import('../features/alarm-sources/source-page.tsx'), 'AlarmSourcePage'),
})

const alarmRules = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/alarm-rules',
  component: lazyRouteComponent(() => import('../features/alarm-rules/page.tsx'), 'AlarmRulesPage'),
})

const newAlarmRule = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/alarm-rules/new',
  component: lazyRouteComponent(() => import('../features/alarm-rules/rule-page.tsx'), 'NewRulePage'),
})

const alarmRule = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/alarm-rules/$id',
  component: lazyRouteComponent(() => import('../features/alarm-rules/rule-page.tsx'), 'RulePage'),
})

const operators = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/operators',
  validateSearch: pick('q', 'after'),
  component: lazyRouteComponent(() => import('../features/operators/page.tsx'), 'OperatorsPage'),
})

const operator = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/operators/$id',
  component: lazyRouteComponent(() => import('../features/operators/operator-page.tsx'), 'OperatorPage'),
})

const operatorWebhooks = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/operators/$id/webhooks',
  component: lazyRouteComponent(
    () => import('../features/operator-webhooks/page.tsx'),
    'OperatorWebhooksPage',
  ),
})

const apiTokens = createRoute({
  getParentRoute: () => shell,
  path: '/workspace/adminsettings/api-tokens',
  component: lazyRouteComponent(() => import('../features/api-tokens/page.tsx'), 'ApiTokensPage'),
})

/** What administrators set up. */
export const settingsPages = [
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
  operators,
  operator,
  operatorWebhooks,
  apiTokens,
] as const
