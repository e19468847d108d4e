import {
  type AzureDevOpsSimulator,
  newSubscription,
  organizationUrl,
  startAzureDevOps,
} from '../../../simulators/azure-devops/index.ts'
import { type ContractTracker, providerContract } from '../contract.ts'
import { effectOf, hubCalls, oneDelivery } from '../testing/simulated.ts'
import type { AdoConfig, AdoDestination } from './config.ts'
import { descriptionLimit } from './create.ts'
import { azureDevOps } from './index.ts'

const paths = {
  create: '/*/*/_apis/wit/workitems/*$',
  comment: '/*/*/_apis/wit/workItems/*/comments$',
  read: '/*/_apis/wit/workitemsbatch$',
} as const

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** What people read of HTML. */
const shown = (html: string) =>
  html.replace(/<[^>]*>/gu, '\n').replace(/&(#?\w+);/gu, (whole, name: string) => entities[name] ?? whole)

/** What somebody else than the hub's user does, by the same API. */
function people(site: AzureDevOpsSimulator) {
  const authorization = `Basic ${Buffer.from(`:${site.state.token}`).toString('base64')}`
  const [, somebody] = site.state.people
  return async (method: string, path: string, body?: unknown): Promise<{ id: number }> => {
    const { me } = site.state
    if (somebody) site.state.me = somebody
    const answer = await fetch(`${organizationUrl(site)}${path}?api-version=7.1`, {
      method,
      headers: { authorization, 'content-type': 'application/json-patch+json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    site.state.me = me
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { id: number }
  }
}

const adding = (values: Record<string, unknown>) =>
  Object.entries(values).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value }))

async function start(now: () => Date): Promise<ContractTracker<AdoConfig, AdoDestination>> {
  const site = await startAzureDevOps({ now, webhookRetryDelays: [] })
  const asPerson = people(site)
  const { aside, hubsCalls } = hubCalls(site)
  const { webhooks } = site.state
  const config = { organization: organizationUrl(site), token: 'ado-token' }
  const byHand = async (title: string, tags = '') => {
    const fields = { 'System.Title': title, ...(tags && { 'System.Tags': tags }) }
    const item = await asPerson('POST', '/Cloud%20Operations/_apis/wit/workitems/$Task', adding(fields))
    return String(item.id)
  }
  const itemOf = (id: string) => {
    const item = site.state.items.get(Number(id))
    if (!item) throw new Error(`There is no work item ${id}.`)
    return item
  }
  const fieldOf = (id: string, name: string) => String(itemOf(id).fields[name] ?? '')
  return {
    host: new URL(site.url).host,
    config,
    configAt: (origin) => ({ ...config, organization: `${origin}/northwind-cloud` }),
    wrongConfig: { ...config, token: 'wrong-token' },
    destination: {
      project: 'Cloud Operations',
      areaPath: String.raw`Cloud Operations\Compute\Kubernetes`,
      workItemType: 'Task',
    },
    wrongDestination: {
      destination: { project: 'Cloud Operation', workItemType: 'Task' },
      field: 'project',
    },
    secrets: ['ado-token', 'wrong-token', Buffer.from(':ado-token').toString('base64')],
    descriptionLimit,
    batchSize: 200,
    unknownId: '99999',
    // The page is the one for signing in, beside a 203.
    htmlMeans: 'unauthorized',
    fault(effect, on, times) {
      const when = on === 'every call' ? {} : { method: 'POST', path: paths[on] }
      site.faults.rules.push({ when, effect: effectOf(effect), ...(times !== undefined && { times }) })
    },
    noFaults: () => void (site.faults.rules = []),
    lag: (ms) => void (site.faults.indexLagMs = ms),
    makeByHand: (count) =>
      aside(async () => {
        const ids = []
        for (let i = 0; i < count; i += 1) ids.push(await byHand(`By hand ${i}`))
        return ids
      }),
    clone: (id) => aside(() => byHand(fieldOf(id, 'System.Title'), fieldOf(id, 'System.Tags'))),
    edit: (id) =>
      aside(async () => {
        const title = `${fieldOf(id, 'System.Title')}!`
        await asPerson('PATCH', `/_apis/wit/workitems/${id}`, adding({ 'System.Title': title }))
      }),
    remove: (id) => aside(async () => void (await asPerson('DELETE', `/_apis/wit/workitems/${id}`))),
    issues: () => site.state.items.size,
    comments: (id) => itemOf(id).comments.map((comment) => String(comment.id)),
    textOf: (id) => shown(fieldOf(id, 'System.Description')),
    calls: hubsCalls,
    delivery: (secret) =>
      oneDelivery(site, {
        register: (url) =>
          void webhooks.push(newSubscription(webhooks, { url, username: 'azure', password: secret })),
        act: () => byHand('Told by webhook'),
      }),
    settle: () => site.settle(),
    close: () => site.close(),
  }
}

providerContract('Azure DevOps', { provider: azureDevOps, start })
