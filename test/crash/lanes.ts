import { organizationUrl, startAzureDevOps } from '../../simulators/azure-devops/index.ts'
import { startJira, type Faults } from '../../simulators/jira/index.ts'
import { livelySeed, startOceane } from '../../simulators/oceane/index.ts'
import { startServiceNow } from '../../simulators/servicenow/index.ts'

/** One simulated tracker, with what a connection to it is made of. */
export interface Lane {
  /** As it stands in the table at the end. */
  name: string
  url: string
  /** What is posted to `/v1/connections`. */
  connection: { provider: string; config: Record<string, string>; destination: Record<string, string> }
  /** `quietPeriodMs` is the provider's own, a minute made a second. */
  settings: { quietPeriodMs: number; concurrency: number }
  /** The calls that create, and those that search. */
  create: { method: string; path: string }
  search: { method: string; path: string }
  /** Offers no search, so a lost answer is a person's to judge. */
  blind: boolean
  faults: Faults
  /** Everything there is, from the simulator's own state. */
  issues(): { id: string; title: string }[]
  /** Late commits and slow calls are done. */
  settle(): Promise<void>
  close(): Promise<void>
}

interface Options {
  /** Decides about faults with a probability. */
  random: () => number
}

async function jira(options: Options): Promise<Lane> {
  const site = await startJira(options)
  const config = {
    site: site.url,
    email: 'crosstie@example.com',
    token: 'jira-token',
    defaultProjectKey: 'INFRA',
  }
  return {
    ...site,
    name: 'Jira',
    connection: { provider: 'jira', config, destination: {} },
    settings: { quietPeriodMs: 3_000, concurrency: 4 },
    create: { method: 'POST', path: '/rest/api/3/issue$' },
    search: { method: 'POST', path: '/rest/api/3/search' },
    blind: false,
    issues: () => [...site.state.issues.values()].map(({ id, summary }) => ({ id, title: summary })),
  }
}

async function azureDevOps(options: Options): Promise<Lane> {
  const site = await startAzureDevOps(options)
  const config = { organization: organizationUrl(site), token: 'ado-token' }
  const destination = { project: 'Cloud Operations', workItemType: 'Task' }
  return {
    ...site,
    name: 'Azure DevOps',
    connection: { provider: 'azure-devops', config, destination },
    settings: { quietPeriodMs: 5_000, concurrency: 4 },
    create: { method: 'POST', path: '/*/*/_apis/wit/workitems/*$' },
    search: { method: 'POST', path: '/*/_apis/wit/wiql' },
    blind: false,
    issues: () =>
      [...site.state.items.values()].map(({ id, fields }) => ({
        id: String(id),
        title: String(fields['System.Title']),
      })),
  }
}

async function serviceNow(options: Options): Promise<Lane> {
  const site = await startServiceNow(options)
  const { tables } = site.state
  const group = [...tables.sys_user_group.values()].find((row) => row['name'] === 'Cloud Infrastructure')
  const config = { instance: site.url, username: 'crosstie.integration', password: 'snow-password' }
  return {
    ...site,
    name: 'ServiceNow',
    connection: { provider: 'servicenow', config, destination: { assignmentGroup: group?.['sys_id'] ?? '' } },
    settings: { quietPeriodMs: 5_000, concurrency: 1 },
    create: { method: 'POST', path: '/api/now/table/incident$' },
    search: { method: 'GET', path: '/api/now/table/incident$' },
    blind: false,
    issues: () =>
      [...tables.incident.values()].map((row) => ({
        id: row['sys_id'] ?? '',
        title: row['short_description'] ?? '',
      })),
  }
}

/** @param list whether there is a call that lists tickets; without one nothing can be searched */
async function oceane(options: Options, list: boolean): Promise<Lane> {
  const site = await startOceane({ ...options, seed: livelySeed })
  const config = {
    host: site.url,
    clientId: 'crosstie-client',
    clientSecret: 'oceane-secret',
    userId: 'noc.operator',
  }
  return {
    ...site,
    name: list ? 'Oceane with a list' : 'Oceane without a list',
    connection: {
      provider: 'oceane',
      config: { ...config, ...(list && { listPath: '/troubleTicket' }) },
      destination: { urgency: 'High', technicalImpact: 'Degraded' },
    },
    settings: { quietPeriodMs: 5_000, concurrency: list ? 1 : 2 },
    create: { method: 'POST', path: '/troubleTicket$' },
    search: { method: 'GET', path: '/troubleTicket$' },
    blind: !list,
    issues: () =>
      [...site.state.tickets.values()].map(({ id, members }) => ({ id, title: String(members['name']) })),
  }
}

/** All providers, each with a tracker of its own. */
export const startLanes = (options: Options): Promise<Lane[]> =>
  Promise.all([
    jira(options),
    azureDevOps(options),
    serviceNow(options),
    oceane(options, true),
    oceane(options, false),
  ])
