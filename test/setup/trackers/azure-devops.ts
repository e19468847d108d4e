import { newSubscription, organizationUrl, startAzureDevOps } from '../../../simulators/azure-devops/index.ts'
import { submit, type Move, type TestTracker } from './tracker.ts'

const states: Record<Move, string> = {
  Active: 'Active',
  Resolved: 'Resolved',
  Closed: 'Closed',
  unmapped: 'Removed',
}

export async function azureDevOpsTracker(now: () => Date): Promise<TestTracker> {
  const site = await startAzureDevOps({ now })
  const itemOf = (id: string) => {
    const item = site.state.items.get(Number(id))
    if (!item) throw new Error(`There is no work item ${id}.`)
    return item
  }
  const act = (id: string, action: string, fields: Record<string, string>) => {
    const project = encodeURIComponent(String(itemOf(id).fields['System.TeamProject']))
    return submit(`${organizationUrl(site)}/${project}/_workitems/edit/${id}/${action}`, fields)
  }
  const text = (id: string, name: string) => String(itemOf(id).fields[name] ?? '')
  return {
    kind: 'azure-devops',
    config: { organization: organizationUrl(site), token: 'ado-token' },
    secret: 'token',
    destination: { project: 'Cloud Operations', workItemType: 'User Story' },
    elsewhere: {
      project: 'Data Platform',
      areaPath: String.raw`Data Platform\Warehouse\Batch`,
      workItemType: 'Task',
    },
    nowhere: { destination: { project: 'Cloud Operation', workItemType: 'Task' }, field: 'project' },
    shown: states,
    issues: () =>
      [...site.state.items.keys()].map(String).map((id) => ({
        id,
        key: id,
        title: text(id, 'System.Title'),
        place: {
          project: text(id, 'System.TeamProject'),
          workItemType: text(id, 'System.WorkItemType'),
          areaPath: text(id, 'System.AreaPath'),
        },
        priority: text(id, 'Microsoft.VSTS.Common.Priority'),
      })),
    move: (id, to) => act(id, 'state', { state: states[to] }),
    async assign(id) {
      const person = site.state.people.at(-1)
      await act(id, 'assign', { person: person?.email ?? '' })
      return person?.name ?? ''
    },
    remove: (id) => act(id, 'delete', {}),
    comments: (id) => itemOf(id).comments.map((comment) => comment.text),
    registerWebhook(url, password) {
      const { webhooks } = site.state
      webhooks.push(newSubscription(webhooks, { url, username: 'crosstie', password }))
    },
    rotate: (secret) => void (site.state.token = secret),
    fail: (status) => void (site.faults.rules = status ? [{ effect: { status } }] : []),
    webhookFaults: (faults) => void Object.assign(site.faults.webhooks, faults),
    calls: () => site.calls.length,
    settle: () => site.settle(),
    close: () => site.close(),
  }
}
