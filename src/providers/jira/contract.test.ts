import { type JiraSimulator, startJira } from '../../../simulators/jira/index.ts'
import { type ContractTracker, providerContract } from '../contract.ts'
import { effectOf, hubCalls, oneDelivery } from '../testing/simulated.ts'
import { type AdfNode, plainText } from './adf.ts'
import type { JiraConfig, JiraDestination } from './config.ts'
import { jira } from './index.ts'

const paths = {
  create: '/rest/api/3/issue$',
  comment: '/rest/api/3/issue/*/comment$',
  read: '/rest/api/3/issue/bulkfetch$',
} as const

/** What people do in Jira, by its own API. */
function people(site: JiraSimulator) {
  const authorization = `Basic ${Buffer.from(`${site.state.me.email}:${site.state.token}`).toString('base64')}`
  return async (method: string, path: string, body?: unknown): Promise<{ id: string }> => {
    const init = { method, headers: { authorization, 'content-type': 'application/json' } }
    const answer = await fetch(`${site.url}/rest/api/3${path}`, {
      ...init,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? { id: '' } : ((await answer.json()) as { id: string })
  }
}

async function start(now: () => Date): Promise<ContractTracker<JiraConfig, JiraDestination>> {
  const site = await startJira({ now, webhookRetryDelays: [] })
  const asPerson = people(site)
  const { aside, hubsCalls } = hubCalls(site)
  const config = {
    site: site.url,
    email: 'crosstie@example.com',
    token: 'jira-token',
    defaultProjectKey: 'INFRA',
  }
  const byHand = (summary: string, labels: string[]) =>
    asPerson('POST', '/issue', {
      fields: { project: { key: 'INFRA' }, issuetype: { name: 'Task' }, summary, labels },
    })
  const issueOf = (id: string) => {
    const issue = site.state.issues.get(id)
    if (!issue) throw new Error(`There is no issue ${id}.`)
    return issue
  }
  return {
    host: new URL(site.url).host,
    config,
    configAt: (origin) => ({ ...config, site: origin }),
    wrongConfig: { ...config, token: 'wrong-token' },
    destination: { project: 'INFRA', issueType: 'Task', component: 'Compute' },
    wrongDestination: { destination: { project: 'INFA', issueType: 'Task' }, field: 'project' },
    secrets: ['jira-token', 'wrong-token', Buffer.from('crosstie@example.com:jira-token').toString('base64')],
    descriptionLimit: 32_767,
    batchSize: 100,
    unknownId: '99999',
    htmlMeans: 'bad-answer',
    fault(effect, on, times) {
      const when = on === 'every call' ? {} : { method: 'POST', path: paths[on] }
      site.faults.rules.push({ when, effect: effectOf(effect), ...(times !== undefined && { times }) })
    },
    noFaults: () => void (site.faults.rules = []),
    lag: (ms) => void (site.faults.indexLagMs = ms),
    makeByHand: (count) =>
      aside(async () => {
        const ids = []
        for (let i = 0; i < count; i += 1) ids.push((await byHand(`By hand ${i}`, [])).id)
        return ids
      }),
    clone: (id) => aside(async () => (await byHand(`CLONE - ${issueOf(id).summary}`, issueOf(id).labels)).id),
    edit: (id) =>
      aside(
        async () =>
          void (await asPerson('PUT', `/issue/${id}`, { fields: { summary: `${issueOf(id).summary}!` } })),
      ),
    remove: (id) => aside(async () => void (await asPerson('DELETE', `/issue/${id}`))),
    issues: () => site.state.issues.size,
    comments: (id) => issueOf(id).comments.map((comment) => comment.id),
    textOf: (id) => plainText((issueOf(id).description ?? { type: 'doc' }) as AdfNode),
    calls: hubsCalls,
    delivery: (secret) =>
      oneDelivery(site, {
        register: (url) => void site.state.webhooks.push({ url, secret }),
        act: async () => (await byHand('Told by webhook', [])).id,
      }),
    settle: () => site.settle(),
    close: () => site.close(),
  }
}

providerContract('Jira', { provider: jira, start })
