import { organizationUrl, startAzureDevOps } from '../../simulators/azure-devops/index.ts'
import { startJira } from '../../simulators/jira/index.ts'
import { livelySeed, startOceane } from '../../simulators/oceane/index.ts'
import { startServiceNow } from '../../simulators/servicenow/index.ts'
import { startEchoProxy, type EchoProxy } from '../setup/echo-proxy.ts'

/** A simulated tracker behind a proxy that can echo what it is sent. */
export interface CanaryTracker {
  name: string
  provider: string
  proxy: EchoProxy
  /** The set-up form, and which of its fields is the secret. */
  config: Record<string, string>
  secret: string
  destination: Record<string, string>
  /** From now on the tracker accepts this secret only. */
  accept(secret: string): void
  close(): Promise<void>
}

type Started = Omit<CanaryTracker, 'proxy' | 'close'> & { site: { url: string; close(): Promise<void> } }

async function jira(edition: 'cloud' | 'server'): Promise<Started> {
  const site = await startJira({ edition })
  const cloud = { email: 'crosstie@example.com' }
  const server = { edition: 'Server or Data Center', userName: 'crosstie' }
  return {
    site,
    name: edition === 'cloud' ? 'jiraToken' : 'jiraPassword',
    provider: 'jira',
    config: { site: site.url, defaultProjectKey: 'INFRA', ...(edition === 'cloud' ? cloud : server) },
    secret: 'token',
    destination: {},
    accept: (secret) => void Object.assign(site.state, { token: secret, password: secret }),
  }
}

async function azureDevOps(): Promise<Started> {
  const site = await startAzureDevOps()
  return {
    site,
    name: 'azureToken',
    provider: 'azure-devops',
    config: { organization: organizationUrl(site) },
    secret: 'token',
    destination: { project: 'Cloud Operations', workItemType: 'Task' },
    accept: (secret) => void (site.state.token = secret),
  }
}

async function serviceNow(): Promise<Started> {
  const site = await startServiceNow()
  const groups = [...site.state.tables.sys_user_group.values()]
  const group = groups.find((row) => row['name'] === 'Cloud Infrastructure')
  return {
    site,
    name: 'serviceNowPassword',
    provider: 'servicenow',
    config: { instance: site.url, username: 'crosstie.integration' },
    secret: 'password',
    destination: { assignmentGroup: group?.['sys_id'] ?? '' },
    accept: (secret) => void site.state.passwords.set('crosstie.integration', secret),
  }
}

async function oceane(): Promise<Started> {
  const site = await startOceane({ seed: livelySeed })
  return {
    site,
    name: 'oceaneSecret',
    provider: 'oceane',
    config: {
      host: site.url,
      clientId: 'crosstie-client',
      userId: 'noc.operator',
      listPath: '/troubleTicket',
    },
    secret: 'clientSecret',
    destination: { urgency: 'High', technicalImpact: 'Degraded' },
    accept: (secret) => void (site.state.clientSecret = secret),
  }
}

/** Every tracker that is built in, simulated. */
export async function startCanaryTrackers(): Promise<CanaryTracker[]> {
  const started = await Promise.all([jira('cloud'), jira('server'), azureDevOps(), serviceNow(), oceane()])
  return Promise.all(started.map(behindProxy))
}

async function behindProxy({ site, config, ...rest }: Started): Promise<CanaryTracker> {
  const proxy = await startEchoProxy(site.url)
  const moved = Object.entries(config).map(([name, value]) => [name, value.replace(site.url, proxy.url)])
  return {
    ...rest,
    proxy,
    config: Object.fromEntries(moved),
    async close() {
      await proxy.close()
      await site.close()
    },
  }
}
