import { organizationUrl, startAzureDevOps } from '../simulators/azure-devops/index.ts'
import { startJira } from '../simulators/jira/index.ts'
import { startServiceNow } from '../simulators/servicenow/index.ts'

/** A simulated tracker that makes and changes many issues, as its people would. */
export interface IssueMaker {
  name: string
  url: string
  /** The body that connects a hub to it. */
  connection: { provider: string; config: object; destination: object }
  /** Answers their ids. */
  make(count: number): Promise<string[]>
  /** Changes the first so many. */
  change(count: number): Promise<void>
  /** The clock of the tracker, and of the hub beside it. */
  now(): Date
  /** Moves the clock on. */
  pass(ms: number): void
  calls(): number
  close(): Promise<void>
}

/** A clock that moves by a millisecond with every look, and when it is told to. */
function movable() {
  let time = Date.now() - 30 * 24 * 3_600_000
  return {
    now: () => new Date((time += 1)),
    pass: (ms: number) => {
      time += ms
    },
  }
}

type Send = (
  method: string,
  path: string,
  body: unknown,
) => Promise<{ id?: unknown; result?: { sys_id?: unknown } }>

function sender(base: string, headers: Record<string, string>): Send {
  return async (method, path, body) => {
    const init = { method, headers, body: JSON.stringify(body) }
    const answer = await fetch(base + path, init)
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? {} : ((await answer.json()) as { id?: unknown })
  }
}

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** Some at a time, so that ten thousand take seconds. */
async function inTurns<T>(count: number, one: (index: number) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let from = 0; from < count; from += 25) {
    const some = Array.from({ length: Math.min(25, count - from) }, (_, index) => one(from + index))
    all.push(...(await Promise.all(some)))
  }
  return all
}

export async function jiraMaker(): Promise<IssueMaker> {
  const { now, pass } = movable()
  const site = await startJira({ now })
  const send = sender(`${site.url}/rest/api/3`, {
    authorization: basic('crosstie@example.com', 'jira-token'),
    'content-type': 'application/json',
  })
  const fields = { project: { key: 'INFRA' }, issuetype: { name: 'Task' }, summary: 'Measured' }
  const made: string[] = []
  return {
    name: 'Jira',
    url: site.url,
    connection: {
      provider: 'jira',
      config: {
        site: site.url,
        email: 'crosstie@example.com',
        token: 'jira-token',
        defaultProjectKey: 'INFRA',
      },
      destination: {},
    },
    async make(count) {
      made.push(...(await inTurns(count, async () => String((await send('POST', '/issue', { fields })).id))))
      return made
    },
    async change(count) {
      await inTurns(count, (index) =>
        send('PUT', `/issue/${made[index]}`, { fields: { summary: 'Changed' } }),
      )
    },
    now,
    pass,
    calls: () => site.calls.length,
    close: () => site.close(),
  }
}

export async function azureDevOpsMaker(): Promise<IssueMaker> {
  const { now, pass } = movable()
  const site = await startAzureDevOps({ now })
  const send = sender(organizationUrl(site), {
    authorization: basic('', 'ado-token'),
    'content-type': 'application/json-patch+json',
  })
  const title = (value: string) => [{ op: 'add', path: '/fields/System.Title', value }]
  const made: string[] = []
  const create = '/Cloud%20Operations/_apis/wit/workitems/$Task?api-version=7.1'
  return {
    name: 'Azure DevOps',
    url: site.url,
    connection: {
      provider: 'azure-devops',
      config: { organization: organizationUrl(site), token: 'ado-token' },
      destination: { project: 'Cloud Operations', workItemType: 'Task' },
    },
    async make(count) {
      made.push(
        ...(await inTurns(count, async () => String((await send('POST', create, title('Measured'))).id))),
      )
      return made
    },
    async change(count) {
      await inTurns(count, (index) =>
        send('PATCH', `/_apis/wit/workitems/${made[index]}?api-version=7.1`, title('Changed')),
      )
    },
    now,
    pass,
    calls: () => site.calls.length,
    close: () => site.close(),
  }
}

export async function serviceNowMaker(): Promise<IssueMaker> {
  const { now, pass } = movable()
  const site = await startServiceNow({ now })
  const send = sender(`${site.url}/api/now/table/incident`, {
    authorization: basic('crosstie.integration', 'snow-password'),
    'content-type': 'application/json',
    accept: 'application/json',
  })
  const [group] = site.state.tables.sys_user_group.keys()
  const made: string[] = []
  return {
    name: 'ServiceNow',
    url: site.url,
    connection: {
      provider: 'servicenow',
      config: { instance: site.url, username: 'crosstie.integration', password: 'snow-password' },
      destination: { assignmentGroup: group },
    },
    async make(count) {
      const one = async () =>
        String((await send('POST', '', { short_description: 'Measured' })).result?.sys_id)
      made.push(...(await inTurns(count, one)))
      return made
    },
    async change(count) {
      await inTurns(count, (index) => send('PATCH', `/${made[index]}`, { short_description: 'Changed' }))
    },
    now,
    pass,
    calls: () => site.calls.length,
    close: () => site.close(),
  }
}
