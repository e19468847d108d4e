import { startJira } from '../../../simulators/jira/index.ts'
import { submit, type Move, type TestTracker } from './tracker.ts'

const transitions: Record<Move, string> = { Active: '11', Resolved: '41', Closed: '51', unmapped: '21' }

const credentials = {
  cloud: { email: 'crosstie@example.com', token: 'jira-token' },
  server: { edition: 'Server or Data Center', token: 'jira-token' },
}

export const jiraTracker = (now: () => Date) => tracker(now, 'cloud')
export const jiraDataCenterTracker = (now: () => Date) => tracker(now, 'server')

async function tracker(now: () => Date, edition: keyof typeof credentials): Promise<TestTracker> {
  const site = await startJira({ now, edition })
  const issueOf = (id: string) => {
    const issue = site.state.issues.get(id)
    if (!issue) throw new Error(`There is no issue ${id}.`)
    return issue
  }
  const act = (id: string, action: string, fields: Record<string, string>) =>
    submit(`${site.url}/browse/${issueOf(id).key}/${action}`, fields)
  const nameIn = (list: { id: string; name: string }[], id: string | undefined) =>
    list.find((one) => one.id === id)?.name
  const projectOf = (id: string) => site.state.projects.find((project) => project.id === id)
  return {
    kind: 'jira',
    config: {
      site: site.url,
      ...credentials[edition],
      defaultProjectKey: 'INFRA',
    },
    secret: 'token',
    destination: { project: 'INFRA', issueType: 'Task' },
    elsewhere: { project: 'CLOUD', issueType: 'Bug' },
    nowhere: { destination: { project: 'INFA', issueType: 'Task' }, field: 'project' },
    shown: { Active: 'In Progress', Resolved: 'Done', Closed: 'Closed', unmapped: 'Waiting for vendor' },
    issues: () =>
      [...site.state.issues.values()].map((issue) => ({
        id: issue.id,
        key: issue.key,
        title: issue.summary,
        place: {
          project: projectOf(issue.projectId)?.key,
          issueType: nameIn(site.state.issueTypes, issue.typeId),
        },
        priority: nameIn(site.state.priorities, issue.priorityId) ?? '',
      })),
    move: (id, to) => act(id, 'transition', { transition: transitions[to] }),
    async assign(id) {
      const person = site.state.people.at(-1)
      await act(id, 'assign', { assignee: person?.accountId ?? '' })
      return person?.name ?? ''
    },
    remove: (id) => act(id, 'delete', {}),
    comments: (id) => issueOf(id).comments.map(({ body }) => JSON.stringify(body)),
    registerWebhook: (url, secret) => void site.state.webhooks.push({ url, secret }),
    rotate: (secret) => void (site.state.token = secret),
    fail: (status) => void (site.faults.rules = status ? [{ effect: { status } }] : []),
    webhookFaults: (faults) => void Object.assign(site.faults.webhooks, faults),
    calls: () => site.calls.length,
    settle: () => site.settle(),
    close: () => site.close(),
  }
}
