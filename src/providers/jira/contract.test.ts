import { type JiraSimulator, startJira } from '../../../simulators/jira/index.ts'
import { type ContractTracker, providerContract } from '../contract.ts'
import { effectOf, hubCalls, oneDelivery } from '../testing/simulated.ts'
import { plainText } from './adf.ts'
import type { JiraConfig, JiraDestination } from './config.ts'
import { jira } from './index.ts'

const basic = (name: string, password: string) => Buffer.from(`${name}:${password}`).toString('base64')

/** How the two editions are reached, and what differs when they go wrong. */
const editions = {
  cloud: {
    api: '/rest/api/3',
    read: { method: 'POST', path: '/rest/api/3/issue/bulkfetch$' },
    config: { email: 'crosstie@example.com', token: 'jira-token' },
    wrong: { token: 'wrong-token' },
    secrets: ['jira-token', 'wrong-token', basic('crosstie@example.com', 'jira-token')],
    authorization: `Basic ${basic('crosstie@example.com', 'jira-token')}`,
  },
  server: {
    api: '/rest/api/2',
    read: { method: 'GET', path: '/rest/api/2/issue/*$' },
    config: { edition: 'Server or Data Center', userName: 'crosstie', token: 'jira-password' },
    wrong: { userName: '', token: 'wrong-token' },
    secrets: ['jira-password', 'wrong-token', basic('crosstie', 'jira-password')],
    authorization: 'Bearer jira-token',
  },
} as const
type Edition = keyof typeof editions

/** What people do in Jira, by its own API. */
function people(site: JiraSimulator, { api, authorization }: (typeof editions)[Edition]) {
  return async (method: string, path: string, body?: unknown): Promise<{ id: string }> => {
    const init = { method, headers: { authorization, 'content-type': 'application/json' } }
    const answer = await fetch(`${site.url}${api}${path}`, {
      ...init,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? { id: '' } : ((await answer.json()) as { id: string })
  }
}

async function start(
  now: () => Date,
  edition: Edition,
): Promise<ContractTracker<JiraConfig, JiraDestination>> {
  const site = await startJira({ now, webhookRetryDelays: [], edition })
  // So that a hundred issues are more than one page.
  site.state.searchLimit = 100
  const of = editions[edition]
  const asPerson = people(site, of)
  const { aside, hubsCalls } = hubCalls(site)
  const config = { site: site.url, defaultProjectKey: 'INFRA', ...of.config }
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
    wrongConfig: { ...config, ...of.wrong },
    destination: { project: 'INFRA', issueType: 'Task', component: 'Compute' },
    wrongDestination: { destination: { project: 'INFA', issueType: 'Task' }, field: 'project' },
    secrets: [...of.secrets],
    descriptionLimit: 32_767,
    batchSize: 100,
    unknownId: '99999',
    htmlMeans: 'bad-answer',
    fault(effect, on, times) {
      const writes = { create: `${of.api}/issue$`, comment: `${of.api}/issue/*/comment$` }
      const call = on === 'create' || on === 'comment' ? { method: 'POST', path: writes[on] } : of.read
      const when = on === 'every call' ? {} : call
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
    textOf: (id) => plainText(issueOf(id).description ?? { type: 'doc' }),
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

providerContract('Jira', { provider: jira, start: (now) => start(now, 'cloud') })
providerContract('Jira Data Center', { provider: jira, start: (now) => start(now, 'server') })
