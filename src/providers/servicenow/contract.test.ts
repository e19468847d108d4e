import {
  personPassword,
  startServiceNow,
  type ServiceNowSimulator,
} from '../../../simulators/servicenow/index.ts'
import { type ContractTracker, providerContract } from '../contract.ts'
import { effectOf, hubCalls, oneDelivery } from '../testing/simulated.ts'
import type { ServiceNowConfig, ServiceNowDestination } from './config.ts'
import { serviceNow } from './index.ts'
import { textLimit } from './limits.ts'

const paths = {
  create: { method: 'POST', path: '/api/now/table/incident$' },
  comment: { method: 'PATCH', path: '/api/now/table/incident/*$' },
  read: { method: 'GET', path: '/api/now/table/incident$' },
} as const

/** What people do in ServiceNow, by its own API. */
function person(site: ServiceNowSimulator) {
  const authorization = `Basic ${Buffer.from(`mara.lindqvist:${personPassword}`).toString('base64')}`
  return async (method: string, path: string, body?: unknown): Promise<string> => {
    const init = { method, headers: { authorization, 'content-type': 'application/json' } }
    const answer = await fetch(`${site.url}/api/now/table/${path}`, {
      ...init,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204
      ? ''
      : ((await answer.json()) as { result: { sys_id: string } }).result.sys_id
  }
}

async function start(now: () => Date): Promise<ContractTracker<ServiceNowConfig, ServiceNowDestination>> {
  const site = await startServiceNow({ now })
  const asPerson = person(site)
  const { aside, hubsCalls } = hubCalls(site)
  const config = { instance: site.url, username: 'crosstie.integration', password: 'snow-password' }
  const groups = [...site.state.tables.sys_user_group.values()]
  const group = groups.find((row) => row['name'] === 'Cloud Infrastructure')?.['sys_id'] ?? ''
  const rowOf = (id: string) => {
    const row = site.state.tables.incident.get(id)
    if (!row) throw new Error(`There is no incident ${id}.`)
    return row
  }
  const byHand = (title: string) => asPerson('POST', 'incident', { short_description: title })
  const notesOf = (id: string) =>
    [...site.state.tables.sys_journal_field.values()].filter((entry) => entry['element_id'] === id)
  return {
    host: new URL(site.url).host,
    config,
    configAt: (origin) => ({ ...config, instance: origin }),
    wrongConfig: { ...config, password: 'wrong-password' },
    destination: { assignmentGroup: group, category: 'network' },
    wrongDestination: {
      destination: { assignmentGroup: 'Cloud Infrastructur' },
      field: 'assignmentGroup',
    },
    secrets: [
      'snow-password',
      'wrong-password',
      Buffer.from('crosstie.integration:snow-password').toString('base64'),
    ],
    descriptionLimit: textLimit,
    batchSize: 100,
    unknownId: '00000000000000000000000000000000',
    htmlMeans: 'unavailable',
    fault(effect, on, times) {
      const when = on === 'every call' ? {} : paths[on]
      site.faults.rules.push({ when, effect: effectOf(effect), ...(times !== undefined && { times }) })
    },
    noFaults: () => void (site.faults.rules = []),
    lag: () => undefined,
    makeByHand: (count) =>
      aside(async () => {
        const ids = []
        for (let i = 0; i < count; i += 1) ids.push(await byHand(`By hand ${i}`))
        return ids
      }),
    clone: (id) =>
      aside(() => {
        const {
          short_description: title = '',
          correlation_id: mark = '',
          correlation_display: whose = '',
        } = rowOf(id)
        const copied = { short_description: title, correlation_id: mark, correlation_display: whose }
        return asPerson('POST', 'incident', copied)
      }),
    edit: (id) =>
      aside(
        async () =>
          void (await asPerson('PATCH', `incident/${id}`, {
            short_description: `${rowOf(id)['short_description']}!`,
          })),
      ),
    remove: (id) => aside(async () => void (await asPerson('DELETE', `incident/${id}`))),
    issues: () => site.state.tables.incident.size,
    // The answer to a write names no entry, so the hub's notes are known by their mark.
    comments: (id) => notesOf(id).map((note) => /Crosstie ([\w-]{8,})/u.exec(note['value'] ?? '')?.[1] ?? ''),
    textOf: (id) => rowOf(id)['description'] ?? '',
    calls: hubsCalls,
    delivery: (secret) =>
      oneDelivery(site, {
        register: (url) => void site.state.webhooks.push({ url, secret }),
        act: () => byHand('Told by webhook'),
      }),
    settle: () => site.settle(),
    close: () => site.close(),
  }
}

providerContract('ServiceNow', { provider: serviceNow, start })
